import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Served, serve } from '../support/serve.ts';
import { connectText, type TextClient } from '../support/text-client.ts';
import { describeFamily } from './family-contract.ts';

/** By what happens in each: who says (>) and hears (<) what, one after the other. */
type Recorded = Readonly<Record<string, readonly string[]>>;

const families = ['direct', 'broadcast', 'rooms'] as const;

function recordedOf(family: string): Recorded {
  return JSON.parse(readFileSync(`test/dialects/${family}.json`, 'utf8')) as Recorded;
}

let served: Served;
let clients: Map<string, TextClient>;
beforeEach(async () => {
  served = await serve({ door: { addressOf: () => 'one house' } });
  clients = new Map();
});
afterEach(async () => {
  expect(served.faults).toEqual([]);
  for (const client of clients.values()) client.drop();
  await served.close();
});

async function clientOf(name: string, path: string): Promise<TextClient> {
  const client = clients.get(name) ?? (await connectText(served.url, path));
  clients.set(name, client);
  return client;
}

async function play(lines: readonly string[], path: string): Promise<void> {
  for (const line of lines) {
    const [, name = '', , frame = ''] = /^(\w+) (. )?(.*)$/s.exec(line) ?? [];
    const client = await clientOf(name, path);
    if (line.startsWith(`${name} > `)) client.send(frame);
    if (line.startsWith(`${name} < `)) expect(await client.next()).toBe(frame);
    if (frame === 'leaves') client.drop();
  }
}

/** Nobody was told anything else. */
async function expectNoMore(lines: readonly string[]): Promise<void> {
  for (const [name, client] of clients) {
    const isGone = lines.includes(`${name} leaves`);
    if (!isGone) await client.fence();
    const told = lines.filter((line) => line.startsWith(`${name} < `));
    expect(client.received).toHaveLength(told.length);
  }
}

describe.each(families)('[Y1] what clients of %s say and hear, frame by frame', (family) => {
  const recorded = Object.entries(recordedOf(family));
  const paths = [`/ws/${family}`, '/ws', '/'];
  const all = recorded.flatMap(([title, lines]) =>
    paths.map((path) => [title, path, lines] as const),
  );

  test.each(all)('%s, at %s', async (_title, path, lines) => {
    await play(lines, path);
    await expectNoMore(lines);
  });
});

const offer = (type: string) => ({ type, sdp: 'v=0\r\na=fingerprint:sha-256 AB\r\n' });
const candidate = { candidate: 'candidate:1', sdpMid: '0', sdpMLineIndex: 0 };
const text = (frame: object) => JSON.stringify(frame);

describeFamily({
  name: 'direct',
  path: '/ws/direct',
  async meet(called, caller) {
    called.send(text({ type: 'connection', clientId: 'device' }));
    await called.next();
    caller.send(text({ type: 'connection', clientId: 'browser' }));
    await caller.next();
    caller.send(text({ type: 'offer', target: 'device', offer: offer('offer') }));
    await called.next();
  },
  candidate: text({ type: 'ice-candidate', target: 'device', candidate }),
  farewell: null,
  traps: [
    (value) => `{"type": ${value}}`,
    (value) => `{"type": "connection", "clientId": ${value}}`,
    (value) => `{"type": "offer", "target": ${value}, "offer": ${value}}`,
    (value) => `{"type": "answer", "target": "device", "answer": ${value}}`,
    (value) => `{"type": "ice-candidate", "target": ${value}, "candidate": ${value}}`,
  ],
});

describeFamily({
  name: 'broadcast',
  path: '/ws/broadcast/studio',
  async meet(called, caller) {
    caller.send(text({ sdp: offer('offer'), uuid: 'caller' }));
    await called.next();
  },
  candidate: text({ ice: candidate, uuid: 'caller' }),
  farewell: null,
  traps: [
    (value) => `{"sdp": ${value}, "uuid": ${value}}`,
    (value) => `{"sdp": {"type": "offer", "sdp": ${value}}}`,
    (value) => `{"ice": ${value}}`,
  ],
});

describeFamily({
  name: 'rooms',
  path: '/ws/rooms',
  async meet(called, caller) {
    const enter = async (client: TextClient, role: string) => {
      client.send(text({ type: 'register', client_id: role }));
      client.send(text({ type: 'join', room_id: 'studio', role }));
      await client.next();
      await client.next();
    };
    await enter(called, 'receiver');
    await enter(caller, 'sender');
    await called.next();
    caller.send(text({ ...offer('offer'), target_id: 'receiver' }));
    await called.next();
  },
  candidate: text({ type: 'ice-candidate', candidate, target_id: 'receiver' }),
  farewell: '{"type":"peer_left","client_id":"receiver","reason":"left"}',
  traps: [
    (value) => `{"type": ${value}}`,
    (value) => `{"type": "register", "client_id": ${value}}`,
    (value) => `{"type": "join", "room_id": ${value}}`,
    (value) => `{"type": "join", "room_id": "studio", "role": ${value}, "password": ${value}}`,
    (value) => `{"type": "offer", "sdp": ${value}, "target_id": ${value}}`,
    (value) => `{"type": "ice", "candidate": ${value}, "target_id": ${value}}`,
  ],
});

test.each([
  ['/ws/direct', '{"type":"error","message":'],
  ['/ws/rooms', '{"type":"error","code":"invalid","message":'],
])('[Y8] who cannot be understood at %s is told so, and closed', async (path, told) => {
  for (const frame of ['hello', '[]', '{}']) {
    const client = await clientOf(frame, path);
    client.send(frame);
    expect(await client.next()).toContain(told);
    expect(await client.closeCode).toBe(1007);
  }
});

test.each(['/ws/broadcast/no%20room', '/ws/broadcast/%', '/ws/direct/device'])(
  '[Y2] %s names no place',
  async (path) => {
    await expect(connectText(served.url, path)).rejects.toThrow('400');
  },
);

test('[Y2] who is silent at / listens from the first second on, and is in the room then', async () => {
  await clientOf('silent', '/');
  expect(served.census().rooms).toBe(0);
  served.clock.advance(1_000);
  expect(served.census().membersByWire.get('broadcast')).toBe(1);
  const other = await clientOf('other', '/ws/broadcast/elsewhere');
  other.send('hello');
  await other.fence();
  expect(clients.get('silent')?.received).toEqual([]);
});

test('[Y4] an id that somebody has is not given to somebody else, and is taken over at the same address', async () => {
  let address = 'here';
  const open = await serve({ door: { addressOf: () => address } });
  const hello = text({ type: 'connection', clientId: 'device' });
  const first = await connectText(open.url, '/ws/direct');
  first.send(hello);
  await first.next();
  address = 'elsewhere';
  const stranger = await connectText(open.url, '/ws/direct');
  stranger.send(hello);
  expect(await stranger.next()).toBe('{"type":"error","message":"Client ID device is taken"}');
  address = 'here';
  const back = await connectText(open.url, '/ws/direct');
  back.send(hello);
  expect(await back.next()).toContain('"connected"');
  expect(await first.closeCode).toBe(1008);
  for (const client of [stranger, back]) client.drop();
  await open.close();
});

test('[Y3] a device that is back is called anew', async () => {
  const [browser, device] = [await clientOf('browser', '/ws'), await clientOf('device', '/ws')];
  const call = text({ type: 'offer', target: 'device', offer: offer('offer') });
  device.send(text({ type: 'connection', clientId: 'device' }));
  await device.next();
  browser.send(text({ type: 'connection', clientId: 'browser' }));
  await browser.next();
  browser.send(call);
  await device.next();
  device.drop();
  await expect.poll(() => served.census().membersByWire.get('direct')).toBe(1);
  browser.send(call);
  expect(await browser.next()).toContain('not found');
  const again = await clientOf('device again', '/ws');
  again.send(text({ type: 'connection', clientId: 'device' }));
  await again.next();
  browser.send(call);
  expect(await again.next()).toContain('"from":"browser"');
});
