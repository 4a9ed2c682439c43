import { expect, test } from 'vitest';
import type { Role } from '../../protocol/roles.ts';
import { type Caller, flowUntil, room, statusOf } from '../support/callers.ts';
import { createMemoryServer, type MemoryServer } from '../support/memory-server.ts';
import { createCaller } from '../support/node-callers.ts';
import { nextFrame } from '../support/node-rtc.ts';
import { setUpRooms } from '../support/rooms.ts';

function enter(server: MemoryServer, name: string, role?: Role): Caller {
  const caller = createCaller(server);
  caller.call.snapshot.actions.join?.(room, { name, ...(role && { role }) });
  server.flush();
  return caller;
}

const namesSeen = ({ call }: Caller) =>
  call.snapshot.peers
    .filter(({ connection }) => connection === 'connected')
    .map(({ name }) => name);

async function expectPicture(watcher: Caller, name: string): Promise<void> {
  const peer = watcher.call.snapshot.peers.find((one) => one.name === name);
  if (!peer?.camera) throw new Error(`nothing comes from ${name}`);
  expect(await nextFrame(peer.camera)).toMatchObject({ width: 320 });
}

test('a receiver sees every sender, sends nothing, and waits when all have gone', async () => {
  const server = createMemoryServer(setUpRooms);
  const [yard, gate] = [enter(server, 'yard', 'sender'), enter(server, 'gate', 'sender')];
  const watcher = enter(server, 'guard', 'receiver');
  await flowUntil(server, () => namesSeen(watcher).length === 2);
  await expectPicture(watcher, 'yard');
  await expectPicture(watcher, 'gate');
  expect(yard.call.snapshot.watchers).toBe(1);
  for (const connection of watcher.connections)
    for (const { currentDirection } of connection.getTransceivers())
      expect(currentDirection).toBe('recvonly');

  yard.call.snapshot.actions.hangUp?.();
  await flowUntil(server, () => watcher.call.snapshot.peers.length === 1);
  expect(statusOf(watcher)).toBe('connected');
  const back = enter(server, 'yard', 'sender');
  await flowUntil(server, () => namesSeen(watcher).length === 2);
  await expectPicture(watcher, 'yard');
  for (const one of [back, gate]) one.call.snapshot.actions.hangUp?.();
  await flowUntil(server, () => watcher.call.snapshot.peers.length === 0);
  expect(statusOf(watcher)).toBe('waiting');
  expect([...watcher.faults, ...gate.faults, ...server.faults]).toEqual([]);
});

test('to a participant who only watches is nobody to talk to', async () => {
  const server = createMemoryServer(setUpRooms);
  const watcher = enter(server, 'guard', 'receiver');
  const anna = enter(server, 'Anna');
  await flowUntil(server, () => namesSeen(watcher).length === 1);
  await expectPicture(watcher, 'Anna');
  expect(statusOf(anna)).toBe('waiting');
  expect(anna.call.snapshot).toMatchObject({ peers: [], watchers: 1 });
  expect(anna.call.snapshot.actions.sendChat).toBeUndefined();
  const minh = enter(server, 'Minh');
  await flowUntil(server, () => statusOf(anna) === 'connected' && namesSeen(minh).length === 1);
  anna.call.snapshot.actions.sendChat?.('hello');
  await flowUntil(server, () => minh.call.snapshot.chat.length === 1);
  expect(watcher.call.snapshot.chat).toEqual([]);
  await flowUntil(server, () => anna.call.snapshot.chat[0]?.isDelivered === true);
  minh.call.snapshot.actions.hangUp?.();
  await flowUntil(server, () => statusOf(anna) === 'ended');
  expect([...anna.faults, ...watcher.faults]).toEqual([]);
});

test('[N11] to a receiver what begins as a JPEG does is a picture, on whatever channel', async () => {
  const server = createMemoryServer(setUpRooms);
  const watcher = enter(server, 'guard', 'receiver');
  const pictures: number[][] = [];
  watcher.call.onPicture((_from, jpeg) => pictures.push([...new Uint8Array(jpeg)]));
  const device = enter(server, 'device', 'sender');
  const connection = device.connections.at(-1);
  connection?.addEventListener('datachannel', ({ channel }) => {
    const own = connection.createDataChannel('own');
    for (const one of [channel, own]) one.onopen = () => one.send(Uint8Array.of(0xff, 0xd8, 1));
    channel.send(Uint8Array.of(1, 2, 3));
    channel.send(Uint8Array.of(0xff, 0xd8, 2));
  });
  await flowUntil(server, () => pictures.length > 1);
  expect(pictures).toContainEqual([0xff, 0xd8, 1]);
  expect(pictures).toContainEqual([0xff, 0xd8, 2]);
  expect(pictures).not.toContainEqual([1, 2, 3]);
});
