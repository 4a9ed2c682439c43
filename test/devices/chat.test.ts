import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type DeviceRun, runDevice } from '../support/device-run.ts';
import { createDiskFile, hashOfFile } from '../support/disk-files.ts';
import { type FieldSite, startFieldSite } from '../support/field-site.ts';
import { accepts, canSend, expectSaved, offers, seesOfFile } from '../support/file-person.ts';
import { type Parley, startParley } from '../support/parley.ts';
import { chromiumPerson } from '../support/people.ts';
import { startScript } from '../support/script.ts';
import type { Tab } from '../support/tab.ts';

const MB = 1_000_000;

let parley: Parley;
let elsewhere: FieldSite;
beforeAll(async () => {
  parley = await startParley({ HTTPS_PORT: 'off' });
  elsewhere = await startFieldSite();
});
afterAll(async () => {
  elsewhere.close();
  await parley.stop();
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-chat-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const server = () => parley.http ?? '';
const socket = () => server().replace(/^http/, 'ws');

function chat(room: string, name: string, ...args: readonly string[]): DeviceRun {
  return runDevice(['chat', '--server', server(), '--room', room, '--name', name, ...args]);
}

test('two terminals talk, and a file of some megabytes arrives whole, beside one of its name', async () => {
  const path = await createDiskFile('plan.bin', 5 * MB);
  writeFileSync(join(folder, 'plan.bin'), 'of yesterday');
  const anna = chat('two', 'Anna', '--files', folder);
  await anna.says('In the room two');
  anna.type('is somebody there?');
  await anna.says('Nobody is here yet: it is kept for the first who comes.');
  const minh = chat('two', 'Minh');
  await minh.says('Anna: is somebody there?');
  minh.type('I am');
  await anna.says('Minh: I am');
  minh.type(`/send ${path}`);
  await anna.says('Minh offers plan.bin, 5.0 MB: /accept 1 or /decline 1');
  anna.type('/accept');
  await minh.says('Anna has plan.bin.');
  await anna.says('plan.bin has arrived, whole.');
  expect(await hashOfFile(join(folder, 'plan-2.bin'))).toBe(await hashOfFile(path));
  expect(readFileSync(join(folder, 'plan.bin'), 'utf8')).toBe('of yesterday');
  minh.type(`/send ${path}`);
  await anna.says('/accept 2 or /decline 2');
  anna.type('/decline 2');
  await minh.says('Anna does not take plan.bin.');
  minh.type('/quit');
  expect(await minh.ended).toBe(0);
  await anna.says('Minh has gone.');
  // What others say, and nothing else.
  expect(anna.output).toEqual(['Minh: I am']);
});

test('what comes through a pipe is said to the first who comes, and then it ends', async () => {
  const piped = chat('pipe', 'Pipe');
  piped.type('hello');
  piped.process.stdin?.end();
  await piped.says('Nobody is here yet');
  const anna = chat('pipe', 'Anna');
  await anna.says('Pipe: hello');
  expect(await piped.ended).toBe(0);
});

test('a terminal and our page talk, and exchange files both ways', async () => {
  const [small, large] = [
    await createDiskFile('small.bin', 100_000),
    await createDiskFile('large.bin', 3 * MB),
  ];
  const page = await chromiumPerson({ devices: 'none' });
  await page.join(`${server()}/r/page`, 'Anna');
  await page.isTold('Waiting for the other person');
  const terminal = chat('page', 'Terminal', '--files', folder, '--accept-files');
  await terminal.says('Anna is here.');
  await canSend(page);
  terminal.type('hello from a terminal');
  await page.reads('hello from a terminal');
  await page.write('hello from a page');
  await terminal.says('Anna: hello from a page');
  await offers(page, large);
  await terminal.says('large.bin has arrived, whole.');
  expect(await hashOfFile(join(folder, 'large.bin'))).toBe(await hashOfFile(large));
  terminal.type(`/send ${small}`);
  await seesOfFile(page, basename(small), 'small.bin');
  await accepts(page, basename(small));
  await terminal.says('Anna has small.bin.');
  await expectSaved(page, small);
});

async function open(path: string): Promise<Tab> {
  const { tab } = await chromiumPerson({ devices: 'none' });
  await tab.goto(`${elsewhere.origin}/broadcast.html?server=${socket()}${path}`);
  return tab;
}

/** What is seen: the scripts of such pages stand in them. */
const isTold = (tab: Tab, text: string) =>
  tab.until(`"${text}"`, (told) => document.body.innerText.includes(told), text);

test('a program of the broadcast family is called, and calls: lines and files go over its one channel', async () => {
  const path = await createDiskFile('notes.bin', 200_000);
  const file = `file notes.bin 200000 ${await hashOfFile(path)}`;
  const at = (room: string) => ['--server', `${socket()}/ws/broadcast/${room}`];

  const called = startScript('broadcast', [...at('called'), '--name', 'a program']);
  await called.prints('ready');
  const caller = chat('called', 'Terminal', '--dialect', 'broadcast', '--caller');
  await caller.says('hello from a program');
  caller.type('hello from a terminal');
  await called.prints('got hello from a terminal');
  caller.type(`/send ${path}`);
  await called.prints(file);

  const taking = ['--dialect', 'broadcast', '--files', folder];
  const listener = chat('calling', 'Terminal', ...taking);
  await listener.says('In the room calling');
  startScript('broadcast', [...at('calling'), '--name', 'a caller', '--file', path, '--caller']);
  await listener.says('hello from a caller');
  await listener.says('sends notes.bin, 200.0 kB: /accept 1 or /decline 1');
  listener.type('/accept 1');
  await listener.says('notes.bin has arrived.');
  expect(await hashOfFile(join(folder, 'notes.bin'))).toBe(await hashOfFile(path));
});

test('a page of the broadcast family is called from a terminal, both talk, and a file comes', async () => {
  const path = await createDiskFile('photo.bin', 100_000);
  const tab = await open('/ws/broadcast/paged');
  await isTold(tab, 'Connected');
  const taking = ['--files', folder, '--accept-files'];
  const caller = chat('paged', 'Terminal', '--dialect', 'broadcast', '--caller', ...taking);
  await isTold(tab, 'Open');
  caller.type('hello from a terminal');
  await isTold(tab, 'hello from a terminal');
  await tab.choose([path]);
  await tab.fill('Line', 'here it comes');
  await tab.press('button', 'Send');
  await caller.says('here it comes');
  await caller.says('photo.bin has arrived.');
  expect(await hashOfFile(join(folder, 'photo.bin'))).toBe(await hashOfFile(path));
});
