import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Parley, startParley } from '../support/parley.ts';
import { chromiumPerson } from '../support/people.ts';
import type { Person } from '../support/person.ts';

let parley: Parley;
let elsewhere: Server;

beforeAll(async () => {
  parley = await startParley();
  const html = await readFile(new URL('./field-page.html', import.meta.url));
  elsewhere = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(html);
  });
  await new Promise<void>((listening) => elsewhere.listen(0, '127.0.0.1', listening));
});
afterAll(async () => {
  elsewhere.close();
  await parley.stop();
});

async function fieldPerson(room: number): Promise<Person> {
  const person = await chromiumPerson();
  const { port } = elsewhere.address() as AddressInfo;
  await person.tab.goto(`http://127.0.0.1:${port}/?room=${room}&server=${parley.http}`);
  return person;
}

describe('a page that knows only the plain events, served from elsewhere', () => {
  test('calls ours: media and chat both ways, and its leaving ends the call', async () => {
    const field = await fieldPerson(123456);
    await field.isTold('Waiting for the other person');
    const ours = await chromiumPerson();
    await ours.join(`${parley.http}/r/123456`);
    await Promise.all([field, ours].map((person) => person.isTold('Connected')));
    await Promise.all([field, ours].map((person) => person.seesAndHears()));
    await ours.write('hello');
    await field.reads('hello');
    await ours.reads('echo: hello');
    await field.tab.press('button', 'Leave');
    await ours.isTold('Call ended');
    expect([...field.tab.errors, ...ours.tab.errors]).toEqual([]);
  });

  test('is called by ours, and told when the call is over', async () => {
    const ours = await chromiumPerson();
    await ours.join(`${parley.http}/r/654321`);
    await ours.isTold('Waiting for the other person');
    const field = await fieldPerson(654321);
    await Promise.all([field, ours].map((person) => person.isTold('Connected')));
    await Promise.all([field, ours].map((person) => person.seesAndHears()));
    await ours.write('hello');
    await ours.reads('echo: hello');
    await ours.hangUp();
    await field.isTold('Call ended');
  });
});
