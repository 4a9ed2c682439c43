import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectPlain, type PlainClient } from '../support/plain-client.ts';
import { type Served, serve } from '../support/serve.ts';
import { connectText, type TextClient } from '../support/text-client.ts';

const offerSdp = 'v=0\r\na=fingerprint:sha-256 AB:CD\r\n';
const answerSdp = 'v=0\r\na=fingerprint:sha-256 EF\r\n';
const line = 'candidate:1 1 udp 2122260223 192.0.2.1 50000 typ host';
const init = { candidate: line, sdpMid: '1', sdpMLineIndex: 1 };
const signals = {
  offer: { type: 'offer', sdp: offerSdp },
  answer: { type: 'answer', sdp: answerSdp },
  candidate: { type: 'candidate', label: 1, id: '1', candidate: line },
} as const;
const text = (frame: object) => JSON.stringify(frame);

let served: Served;
const ended: (() => void)[] = [];
beforeEach(async () => {
  served = await serve({ capacity: 3 });
});
afterEach(async () => {
  expect(served.faults).toEqual([]);
  for (const end of ended.splice(0)) end();
  await served.close();
});

async function plain(): Promise<PlainClient> {
  const client = await connectPlain(served.url);
  ended.push(client.drop);
  return client;
}

async function connect(path: string, ...frames: readonly object[]): Promise<TextClient> {
  const client = await connectText(served.url, path);
  ended.push(client.drop);
  for (const frame of frames) client.send(text(frame));
  return client;
}

async function enter(room: string, options = {}): Promise<[PlainClient, string]> {
  const client = await plain();
  const { id } = (await client.ask('join', room, options)) as { id: string };
  return [client, id];
}

async function direct(clientId: string): Promise<TextClient> {
  const client = await connect('/ws/direct', { type: 'connection', clientId });
  expect(await client.next()).toContain('connected');
  return client;
}

async function inRoom(clientId: string, role: string): Promise<TextClient> {
  const register = { type: 'register', client_id: clientId };
  const client = await connect('/ws/rooms', register, { type: 'join', room_id: 'studio', role });
  for (const told of ['registered', 'joined']) expect(await client.next()).toContain(told);
  return client;
}

test('[Y5] a broadcast client that calls is answered by one of this protocol', async () => {
  const [anna, id] = await enter('studio');
  const caller = await connect('/ws/broadcast/studio', { sdp: signals.offer, uuid: 'x' });
  const [, from] = await anna.next('othercalls');
  expect(await anna.next('message')).toEqual(['studio', { ...signals.offer, peer: 'abcd' }, from]);
  await anna.ask('message', 'studio', signals.answer, from);
  await anna.ask('message', 'studio', signals.candidate, from);
  expect(await caller.next()).toBe(text({ sdp: signals.answer, uuid: id }));
  expect(await caller.next()).toBe(text({ ice: init, uuid: id }));
  expect(anna.received.map(({ event }) => event)).not.toContain('otherjoin');
});

test('[Y5] a broadcast client that listens is called, and its answer is for the one who called it', async () => {
  const listener = await connect('/ws/broadcast/studio');
  await expect
    .poll(() => {
      served.clock.advance(1_000);
      return served.census().rooms;
    })
    .toBe(1);
  const anna = await plain();
  anna.emit('join', 'studio');
  const [, from] = await anna.next('otherjoin');
  const [minh] = await enter('studio');
  await anna.ask('message', 'studio', signals.offer, from);
  expect(await listener.next()).toContain('"type":"offer"');
  listener.send(text({ sdp: signals.answer, uuid: 'y' }));
  listener.send(text({ ice: init, uuid: 'y' }));
  expect(await anna.next('message')).toEqual(['studio', signals.answer, from]);
  expect(await anna.next('message')).toEqual(['studio', signals.candidate, from]);
  listener.send('what means nothing to others');
  await listener.fence();
  await minh.ask('alive');
  for (const { event } of [...minh.received, ...anna.received.slice(5)]) {
    expect(event).not.toBe('message');
  }
});

test('[Y5] of several who answer a call to all, the first is taken', async () => {
  const [[anna, first], [minh]] = [await enter('studio'), await enter('studio')];
  const caller = await connect('/ws/broadcast/studio', { sdp: signals.offer, uuid: 'x' });
  for (const one of [anna, minh]) {
    const [, , from] = await one.next('message');
    await one.ask('message', 'studio', signals.answer, from);
  }
  await caller.fence();
  expect(caller.received).toEqual([text({ sdp: signals.answer, uuid: first })]);
});

test('[O7] a broadcast client that called before anybody was there is heard by who comes', async () => {
  await connect('/ws/broadcast/studio', { sdp: signals.offer, uuid: 'x' });
  await expect.poll(() => served.census().rooms).toBe(1);
  const [anna] = await enter('studio');
  expect((await anna.next('message'))[1]).toMatchObject(signals.offer);
});

test('[O7] what waited comes after the answer', async () => {
  await connect('/ws/broadcast/studio', { sdp: signals.offer, uuid: 'x' });
  await expect.poll(() => served.census().rooms).toBe(1);
  const anna = await connect('/ws/plain', { event: 'join', args: ['studio'], ack: 1 });
  for (const told of ['joined', 'ack', 'message']) expect(await anna.next()).toContain(`"${told}"`);
});

test('[Y6] a camera of the rooms dialect and one of this protocol meet', async () => {
  const [anna, id] = await enter('studio', { name: 'Anna' });
  const camera = await inRoom('sender_001', 'sender');
  const [, from, info] = await anna.next('othercalls');
  expect(info).toEqual({ id: from, name: 'sender_001', role: 'sender' });
  await anna.ask('message', 'studio', signals.offer);
  camera.send(text({ ...signals.offer, target_id: 'Anna' }));
  expect((await anna.next('message'))[1]).toEqual({ ...signals.offer, peer: 'abcd' });
  await anna.ask('message', 'studio', signals.answer);
  expect(await camera.next()).toBe(text({ ...signals.answer, from: 'Anna' }));
  await anna.ask('leave', 'studio');
  expect(await camera.next()).toBe(text({ type: 'peer_left', client_id: 'Anna', reason: 'left' }));
  const [minh, other] = await enter('studio');
  expect(await camera.next()).toBe(
    text({ type: 'peer_joined', client_id: other, role: 'participant' }),
  );
  expect(minh.received.map(({ event }) => event)).toEqual(['joined']);
  expect(id).not.toBe(other);
});

test('[Y6] who watches by the rooms dialect is called by one of this protocol, whoever came first', async () => {
  const viewer = await inRoom('receiver_001', 'receiver');
  const { members } = (await (await plain()).ask('join', 'studio')) as { members: object[] };
  expect(members[0]).toMatchObject({ name: 'receiver_001', isYoursToCall: true });
  expect(await viewer.next()).toContain('peer_joined');
  const [anna, id] = await enter('kitchen');
  const second = await inRoom('receiver_002', 'receiver');
  second.send(text({ type: 'join', room_id: 'kitchen', role: 'receiver' }));
  const [, to] = await anna.next('otherjoin');
  for (const data of [signals.offer, signals.candidate]) {
    await anna.ask('message', 'kitchen', data, to);
  }
  for (const told of ['left', 'joined']) expect(await second.next()).toContain(told);
  expect(await second.next()).toBe(text({ ...signals.offer, from: id }));
  expect(await second.next()).toBe(text({ type: 'ice-candidate', candidate: init, from: id }));
});

test('[Y3] a device is called by who enters the room of its id, and a viewer is seen by nobody else', async () => {
  const device = await direct('device');
  const viewer = await direct('browser');
  viewer.send(text({ type: 'offer', target: 'device', offer: signals.offer }));
  expect(await device.next()).toContain('"from":"browser"');
  const anna = await plain();
  anna.emit('join', 'device');
  const [, to] = await anna.next('otherjoin');
  const [, id] = await anna.next('joined');
  await anna.ask('message', 'device', signals.offer, to);
  expect(await device.next()).toBe(text({ type: 'offer', offer: signals.offer, from: id }));
  device.send(text({ type: 'answer', target: id, answer: signals.answer }));
  expect((await anna.next('message'))[1]).toEqual(signals.answer);
  viewer.drop();
  await expect.poll(() => served.census().membersByWire.get('direct')).toBe(1);
  expect(anna.received.map(({ event }) => event)).toEqual(['joined', 'otherjoin', 'message']);
});

test('[Y3] a direct client calls whoever is in the room of that name', async () => {
  const [anna] = await enter('studio');
  const viewer = await direct('browser');
  viewer.send(text({ type: 'offer', target: 'studio', offer: signals.offer }));
  const [, data, from] = await anna.next('message');
  expect(data).toEqual({ ...signals.offer, peer: 'abcd' });
  await anna.ask('message', 'studio', signals.answer, from);
  await anna.ask('message', 'studio', signals.candidate, from);
  expect(await viewer.next()).toBe(
    text({ type: 'answer', answer: signals.answer, from: 'studio' }),
  );
  expect(await viewer.next()).toBe(
    text({ type: 'ice-candidate', candidate: init, from: 'studio' }),
  );
});

test('[Y7] whose name is somebody else’s is known by its id', async () => {
  const camera = await inRoom('sender_001', 'sender');
  await enter('studio', { name: 'Anna' });
  expect(await camera.next()).toContain('"client_id":"Anna"');
  const [, second] = await enter('studio', { name: 'Anna' });
  expect(await camera.next()).toContain(`"client_id":"${second}"`);
  const [, third] = await enter('studio', { name: 'sender_001' });
  expect(await camera.next()).toContain(`"client_id":"${third}"`);
});

test('[R4] what must not stand in a description is refused in every dialect', async () => {
  const device = await direct('device');
  const viewer = await direct('browser');
  const bad = { type: 'offer', sdp: 'v=0\r\n' };
  viewer.send(text({ type: 'offer', target: 'device', offer: bad }));
  expect(await viewer.next()).toContain('"error"');
  const camera = await inRoom('sender_001', 'sender');
  camera.send(text(bad));
  expect(await camera.next()).toContain('"invalid"');
  expect(device.received).toHaveLength(1);
});
