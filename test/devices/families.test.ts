import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FieldSite, startFieldSite } from '../support/field-site.ts';
import { type Parley, startParley } from '../support/parley.ts';
import { chromiumPerson } from '../support/people.ts';
import { startScript } from '../support/script.ts';
import type { Tab } from '../support/tab.ts';

let parley: Parley;
let elsewhere: FieldSite;
let folder: string;

beforeAll(async () => {
  parley = await startParley();
  folder = mkdtempSync(join(tmpdir(), 'parley-families-'));
  elsewhere = await startFieldSite();
});
afterAll(async () => {
  elsewhere.close();
  rmSync(folder, { recursive: true });
  await parley.stop();
});

const server = () => parley.http?.replace(/^http/, 'ws') ?? '';

async function open(page: string, path: string): Promise<Tab> {
  const { tab } = await chromiumPerson();
  await tab.goto(`${elsewhere.origin}/${page}?server=${server()}${path}`);
  return tab;
}

/** What is seen: the scripts of such pages stand in them. */
const isTold = (tab: Tab, text: string) =>
  tab.until(`"${text}"`, (told) => document.body.innerText.includes(told), text);

test('a page of the broadcast family and a program of it exchange lines and a file, whoever calls', async () => {
  const path = join(folder, 'notes.bin');
  const bytes = Buffer.alloc(100_000, 'Parley');
  writeFileSync(path, bytes);
  const file = `file notes.bin 100000 ${createHash('sha256').update(bytes).digest('hex')}`;

  const called = await open('broadcast.html', '/ws/broadcast/one');
  await isTold(called, 'Connected');
  const program = ['--server', `${server()}/ws/broadcast/one`, '--name', 'a program'];
  const caller = startScript('broadcast', [...program, '--caller']);
  await isTold(called, 'hello from a program');
  await called.fill('Line', 'hello from a page');
  await called.press('button', 'Send');
  await caller.prints('got hello from a page');

  const calls = await open('broadcast.html', '/ws/broadcast/two');
  const listens = ['--server', `${server()}/ws/broadcast/two`, '--file', path];
  const listener = startScript('broadcast', listens);
  await listener.prints('ready');
  await calls.press('button', 'Start');
  await isTold(calls, 'hello from a broadcast client');
  await calls.choose([path]);
  await calls.fill('Line', 'here it comes');
  await calls.press('button', 'Send');
  await listener.prints('got here it comes');
  await listener.prints(file);
});

test('a page of the direct family shows the pictures of a device', async () => {
  const device = startScript('direct-device', ['--server', `${server()}/ws`]);
  await device.prints('ready');
  const viewer = await open('direct.html', '/ws');
  await viewer.press('button', 'Connect');
  const seen = '32×24, blue,red';
  await viewer.until('pictures of both colours', (title) => document.title === title, seen);
  expect(viewer.errors).toEqual([]);
});

test('a camera of the rooms family is seen on our page, whoever comes first', async () => {
  const { port } = new URL(parley.http ?? '');
  const camera = (room: string) =>
    startScript('rooms', [
      ...['--server-ip', 'localhost', '--server-port', port, '--client-id', 'sender_001'],
      ...['--room-id', room, '--role', 'sender', '--video'],
    ]);
  const early = camera('studio');
  await early.prints('ready');
  const late = await chromiumPerson();
  await late.join(`${parley.http}/r/studio`);
  await late.isTold('Connected');
  await late.seesThem();
  const first = await chromiumPerson();
  await first.join(`${parley.http}/r/attic`);
  await first.isTold('Waiting for the other person');
  camera('attic');
  await first.seesThem();
  expect([...late.tab.errors, ...first.tab.errors]).toEqual([]);
});

test('a page of the broadcast family calls ours, and is called by it', async () => {
  const calls = await open('broadcast.html', '/ws/broadcast/hall');
  await isTold(calls, 'Connected');
  await calls.press('button', 'Start');
  const ours = await chromiumPerson();
  await ours.join(`${parley.http}/r/hall`);
  await isTold(calls, 'Open');
  await calls.fill('Line', 'hello from elsewhere');
  await calls.press('button', 'Send');
  await ours.reads('hello from elsewhere');
  const called = await open('broadcast.html', '/ws/broadcast/cellar');
  await isTold(called, 'Connected');
  const second = await chromiumPerson();
  await second.join(`${parley.http}/r/cellar`);
  await isTold(called, 'Open');
  await second.write('hello from ours');
  await isTold(called, 'hello from ours');
  expect([...ours.tab.errors, ...second.tab.errors]).toEqual([]);
});
