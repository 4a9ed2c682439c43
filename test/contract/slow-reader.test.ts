import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { connectRaw, type RawClient } from '../support/raw-client.ts';
import { type Served, serve } from '../support/serve.ts';

/** More than the system keeps for both ends of a connection. */
const MESSAGES = 400;
const data = { type: 'x', data: 'x'.repeat(60_000) };

/** The heartbeat would find them too, after 18 s. */
const SOON_MS = 9_000;

let served: Served;
let begun: number;
let sender: RawClient;

beforeEach(async () => {
  served = await serve({ limits: { eventsBurst: 10_000 } });
  begun = performance.now();
  sender = await connectRaw(served.url);
  await sender.ask('join', 'kitchen');
});
afterEach(async () => {
  expect(served.faults).toEqual([]);
  sender.drop();
  await served.close();
});

test('[X9] who takes nothing of what it is sent is cut off', async () => {
  const address = `${served.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
  const socket = new WebSocket(address);
  socket.once('open', () => socket.send('40'));
  socket.on('message', (packet) => {
    if (String(packet).startsWith('40')) socket.send('42["join","kitchen"]');
  });
  await sender.next('otherjoin');
  socket.pause();
  for (let count = 0; count < MESSAGES; count += 1) sender.emit('message', 'kitchen', data);
  await sender.next('bye');
  expect(performance.now() - begun).toBeLessThan(SOON_MS);
  socket.terminate();
});

test('[X9] who polls no more is cut off when 256 packets wait', async () => {
  const base = `${served.url}/socket.io/?EIO=4&transport=polling`;
  const handshake = await (await fetch(base)).text();
  const { sid } = JSON.parse(handshake.slice(1)) as { sid: string };
  const post = (body: string) => fetch(`${base}&sid=${sid}`, { method: 'POST', body });
  await post('40');
  await post('42["join","kitchen"]');
  await sender.next('otherjoin');
  const send = () => sender.ask('message', 'kitchen', { type: 'x' });
  for (let count = 0; count < 250; count += 1) await send();
  expect((await post('42["alive"]')).status).toBe(200);
  for (let count = 0; count < 20; count += 1) await send();
  await sender.next('bye');
  expect(performance.now() - begun).toBeLessThan(SOON_MS);
  expect((await post('42["alive"]')).status).toBe(400);
});

test('[X9] who reads is sent any amount at once', async () => {
  const other = await connectRaw(served.url);
  await other.ask('join', 'kitchen');
  for (let count = 0; count < 2000; count += 1) sender.emit('message', 'kitchen', { type: 'x' });
  for (let count = 0; count < 2000; count += 1) await other.next('message');
  other.drop();
});
