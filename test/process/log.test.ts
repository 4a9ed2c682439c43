import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import type { LogLine } from '../support/parley.ts';
import { connectRaw, type RawClient } from '../support/raw-client.ts';
import { waitFor } from '../support/tab.ts';

const SECRETS = {
  SEAT_SECRET: 'secret-of-the-seats',
  TURN_SECRET: 'secret-of-the-relay',
};
const offer = {
  type: 'offer',
  sdp: 'v=0\r\no=- 1 1 IN IP4 203.0.113.7\r\na=ice-pwd:secret-of-ice\r\na=fingerprint:sha-256 AB:CD\r\n',
};
const candidate = {
  type: 'candidate',
  label: 0,
  id: '0',
  candidate: 'candidate:1 1 udp 2122260223 203.0.113.7 50000 typ host',
};

interface Joined {
  readonly id: string;
  readonly token: string;
  readonly ice: { readonly servers: readonly { readonly credential: string }[] };
}

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'parley-test-'));
  file = join(dir, 'parley.log');
});
afterEach(() => rmSync(dir, { recursive: true }));

function start(settings: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [resolve('dist/server/parley.js')], {
    cwd: dir,
    env: {
      HTTP_PORT: '0',
      HTTPS_PORT: 'off',
      STUN_PORT: '0',
      LOG_FORMAT: 'json',
      LOG_FILE: file,
      TURN_URLS: 'turn:127.0.0.1:9',
      ...SECRETS,
      ...settings,
    },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return {
    child,
    ended: once(child, 'exit'),
    said: text(child.stdout),
    failed: text(child.stderr),
  };
}

const linesOf = () =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as LogLine)
    : [];

async function logged(message: string): Promise<LogLine | undefined> {
  const find = () => linesOf().find((line) => line.message === message);
  await waitFor(`the line "${message}"`, async () => find() !== undefined);
  return find();
}

/** Two who meet, talk, lose their way and come back; gives back what nobody else may learn. */
async function call(url: string): Promise<readonly string[]> {
  const [first, second] = await Promise.all([connectRaw(url), connectRaw(url)]);
  const anna = await enter(first, { name: 'Anna Secret' });
  const minh = await enter(second, {});
  for (const data of [offer, { ...offer, type: 'answer' }, candidate]) {
    await first.ask('message', 'our-own-room', data);
  }
  await first.ask('report', 'our-own-room', 'relayed');
  await second.ask('report', 'our-own-room', 'no-relay');
  second.drop();
  await first.next('away');
  const third = await connectRaw(url);
  const again = await enter(third, { token: minh.token, received: 0 });
  await third.ask('join', 'our-own-room', { token: `${again.token}x` });
  for (const nonsense of [offer.sdp, { sdp: offer }, candidate])
    await third.ask('message', nonsense);
  await third.ask('leave', 'our-own-room');
  for (const client of [first, third]) client.drop();
  return [anna, minh, again].flatMap(({ token, ice }) => [
    token,
    ...ice.servers.map(({ credential }) => credential),
  ]);
}

const enter = (client: RawClient, options: object) =>
  client.ask('join', 'our-own-room', options) as Promise<Joined>;

test('over a whole call the log tells no room, name, description, token, secret or address', async () => {
  const { child, ended, said, failed } = start({ LOG_LEVEL: 'info' });
  const port = (await logged('listening'))?.['http'];
  const secrets = await call(`http://127.0.0.1:${port}`);
  await logged('left');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  const lines = linesOf();
  expect(lines.map(({ message }) => message)).toEqual(
    expect.arrayContaining([
      'joined',
      'connected',
      'no connection',
      'away',
      'back',
      'left',
      'ending',
    ]),
  );
  // Where to open it: its own address, for whoever started it.
  const all = lines
    .filter(({ message }) => !message.startsWith('open '))
    .map((line) => JSON.stringify(line));
  const everything = [...all, await said, await failed].join('\n');
  expect(secrets.length).toBeGreaterThan(3);
  for (const secret of [...secrets, ...Object.values(SECRETS)])
    expect(everything).not.toContain(secret);
  expect(everything).not.toMatch(/our-own-room|Anna|secret-of|a=|v=0|candidate:/);
  expect(everything).not.toMatch(/\d+\.\d+\.\d+\.\d+|::1|::ffff/);
});

test('with a file for it nothing is said on standard output', async () => {
  const { child, ended, said, failed } = start({});
  await logged('listening');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect([await said, await failed]).toEqual(['', '']);
  expect(linesOf().at(-1)?.message).toBe('ending');
});

test('a file that cannot be written ends the start, and the sentence names the setting', async () => {
  const { ended, failed } = start({ LOG_FILE: dir });
  expect(await ended).toEqual([1, null]);
  expect(await failed).toBe(
    `LOG_FILE is "${dir}", which can't be written (EISDIR); let this user write it, or name another file.\n`,
  );
});
