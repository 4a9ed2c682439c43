import { createHmac } from 'node:crypto';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startCoturn } from '../support/coturn.ts';
import { type Parley, startParley } from '../support/parley.ts';
import { chromiumPerson } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import { findCoturn } from '../support/programs.ts';

async function serve(settings: Record<string, string> = {}): Promise<Parley> {
  const parley = await startParley({ HTTPS_PORT: 'off', ...settings });
  onTestFinished(() => parley.stop());
  return parley;
}

/** Waiting for somebody, with the panel open. */
async function atServers({ http }: Parley): Promise<Person> {
  const person = await chromiumPerson();
  await person.join(`${http}/r/servers`);
  await person.isTold('Waiting for the other person');
  await openServers(person);
  return person;
}

async function openServers({ tab }: Person): Promise<void> {
  await tab.press('button', 'More');
  await tab.press('menuitem', 'Servers');
}

async function add({ tab }: Person, url: string, username = '', credential = ''): Promise<void> {
  await tab.fill('Address', url);
  await tab.fill('User name', username);
  await tab.evaluate(fillPassword, credential);
  await tab.press('button', 'Add');
}

const findings = ({ tab }: Person) => tab.evaluate(readFindings, null);

describe.runIf(findCoturn())('a relay', () => {
  test('that works is said to, and how quickly it answered', async () => {
    const coturn = await startCoturn();
    onTestFinished(() => coturn.stop());
    const parley = await serve({
      TURN_URLS: `${coturn.url},${coturn.url}?transport=tcp`,
      TURN_SECRET: coturn.secret,
      STUN_PORT: 'off',
    });
    const person = await atServers(parley);
    await person.tab.press('button', 'Test');
    await person.tab.until('two that work', count, { text: 'Works: answered in', times: 2 });
    expect(person.tab.errors).toEqual([]);
  });

  test('that refuses the password is said to, and one of the person’s own works', async () => {
    const coturn = await startCoturn();
    onTestFinished(() => coturn.stop());
    const parley = await serve({
      TURN_URLS: coturn.url,
      TURN_SECRET: 'a wrong secret',
      STUN_PORT: 'off',
    });
    const person = await atServers(parley);
    const user = '1999999999:me';
    const password = createHmac('sha1', coturn.secret).update(user).digest('base64');
    const own = `${coturn.url}?transport=tcp`;
    await add(person, own, user, password);
    await person.sees(own);
    await person.tab.press('button', 'Test');
    await person.sees('Refuses the user name or the password (401).');
    await person.sees('Works: answered in');
  });
});

test('a server that is not there gives no answer', async () => {
  const person = await atServers(await serve());
  const nobody = `turn:127.0.0.1:${await closedPort()}?transport=tcp`;
  await add(person, nobody, 'me', 'north');
  await person.sees(nobody);
  await person.tab.press('button', 'Test');
  await person.sees('No answer in ');
});

const address = Object.values(networkInterfaces())
  .flat()
  .find((one) => one?.family === 'IPv4' && !one.internal)?.address;

test.runIf(address)('the STUN responder of the server answers', async () => {
  const parley = await serve({ STUN_PORT: '0' });
  const stunPort = parley.lines.find(({ message }) => message === 'listening')?.['stun'];
  const person = await atServers(parley);
  const own = `stun:${address}:${stunPort}`;
  await add(person, own);
  await person.sees(own);
  await person.tab.press('button', 'Test');
  await person.sees('Works: answered in');
});

test('one’s own server is checked, kept over a reload, and removed', async () => {
  const person = await atServers(await serve({ STUN_PORT: 'off' }));
  await add(person, 'https://turn.example');
  await person.sees('Write it like turn:host:3478');
  await add(person, 'turn:turn.example');
  await person.sees('A relay takes a user name and a password.');
  await add(person, 'turn:turn.example', 'me', 'north');
  await person.tab.until('one server', count, { text: 'turn:turn.example', times: 1 });
  await person.tab.reload();
  await person.isTold('Waiting for the other person');
  await openServers(person);
  await person.sees('turn:turn.example');
  await person.tab.press('switch', 'Use only your own');
  await person.tab.press('button', 'Remove turn:turn.example');
  await person.tab.until('no server', count, { text: 'turn:turn.example', times: 0 });
  expect(await findings(person)).toEqual([]);
  expect(person.tab.errors).toEqual([]);
});

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as { port: number };
  await new Promise((closed) => server.close(closed));
  return port;
}

// In the page

function count({ text, times }: { readonly text: string; readonly times: number }): boolean {
  const lines = [...document.querySelectorAll<HTMLElement>('.servers li')];
  return lines.filter(({ innerText }) => innerText.includes(text)).length === times;
}

function readFindings(): string[] {
  return [...document.querySelectorAll<HTMLElement>('.finding')].map(({ innerText }) => innerText);
}

/** No role of a screen reader leads to a password. */
function fillPassword(text: string): void {
  const field = document.querySelector<HTMLInputElement>('input[type="password"]');
  if (field) field.value = text;
}
