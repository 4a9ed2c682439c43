import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Parley, startParley } from '../support/parley.ts';
import { connectRaw, type RawClient } from '../support/raw-client.ts';
import { waitFor } from '../support/tab.ts';

/** So many that they take all the time there is, and longer than it takes to look at them. */
const CLIENTS = 100;
const DRAIN_MS = 3000;
/** What is left to do when it is over, or was cut short. */
const END_MS = 1400;

let parley: Parley;
let ended: Promise<unknown>;
const clients: RawClient[] = [];

beforeEach(async () => {
  parley = await startParley({
    HTTPS_PORT: 'off',
    DRAIN_SECONDS: String(DRAIN_MS / 1000),
    LIMIT_CONNECTIONS_PER_ADDRESS: '1000',
  });
  ended = once(parley.process, 'exit');
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.drop();
  await parley.stop();
});

/** Gives back when each was closed, once it was. */
async function gather(): Promise<readonly number[]> {
  const connecting = Array.from({ length: CLIENTS }, () => connectRaw(parley.http ?? ''));
  clients.push(...(await Promise.all(connecting)));
  const closedAt: number[] = [];
  for (const client of clients) void client.closed.then(() => closedAt.push(performance.now()));
  return closedAt;
}

const statusOf = async (path: string) => (await fetch(`${parley.http}${path}`)).status;

/** Resolves when it has begun. */
async function terminate(): Promise<number> {
  const begun = performance.now();
  parley.process.kill('SIGTERM');
  await waitFor('the drain', async () => parley.lines.some((line) => line.message === 'draining'));
  return begun;
}

test('SIGTERM: not ready at once, alive to the end, connections closed over the time it has', async () => {
  const closedAt = await gather();
  expect([await statusOf('/healthz'), await statusOf('/readyz')]).toEqual([200, 200]);
  const begun = await terminate();
  expect([await statusOf('/healthz'), await statusOf('/readyz')]).toEqual([200, 503]);
  for (const asset of readdirSync('dist/page/assets')) {
    expect(await statusOf(`/assets/${asset}`)).toBe(200);
  }
  await expect(connectRaw(parley.http ?? '')).rejects.toThrow();
  expect(await ended).toEqual([0, null]);
  expect(performance.now() - begun).toBeLessThan(DRAIN_MS + END_MS);
  await Promise.all(clients.map((client) => client.closed));
  expect(Math.max(...closedAt) - Math.min(...closedAt)).toBeGreaterThan(DRAIN_MS / 2);
  const half = closedAt.filter((at) => at - begun < DRAIN_MS / 2).length;
  expect(half).toBeGreaterThan(CLIENTS / 4);
  expect(half).toBeLessThan((CLIENTS * 3) / 4);
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s ends it at once while it drains', async (signal) => {
  await gather();
  await terminate();
  const asked = performance.now();
  parley.process.kill(signal);
  expect(await ended).toEqual([0, null]);
  expect(performance.now() - asked).toBeLessThan(END_MS);
});

test('whoever was being answered is answered to the end', async () => {
  const page = await (await fetch(`${parley.http}/`)).text();
  const [asset = ''] = /\/assets\/[^"]+\.js/.exec(page) ?? [];
  const { byteLength } = await (await fetch(`${parley.http}${asset}`)).arrayBuffer();
  const socket = connect(Number(new URL(parley.http ?? '').port), 'localhost');
  socket.on('error', () => {});
  // More than any buffer on the way holds.
  const times = Math.ceil(20_000_000 / byteLength);
  socket.write(`GET ${asset} HTTP/1.1\r\nHost: x\r\n\r\n`.repeat(times));
  await once(socket, 'readable');
  await terminate();
  let bytes = 0;
  socket.on('data', (data: Buffer) => {
    bytes += data.length;
  });
  await once(socket, 'close');
  expect(bytes).toBeGreaterThan(times * byteLength);
  expect(await ended).toEqual([0, null]);
});
