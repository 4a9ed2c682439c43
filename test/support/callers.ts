import { afterEach, expect } from 'vitest';
import { type Call, createCall } from '../../client/call/call.ts';
import type { SeatMemory } from '../../client/call/seat-memory.ts';
import type { CallStatus, PeerSnapshot } from '../../client/call/state.ts';
import { parseRoomId, type RoomId } from '../../protocol/ids.ts';
import type { MemoryLink, MemoryServer } from './memory-server.ts';
import { createDevices, type NodeDevices, nextFrame, nextSound, nodeRtc } from './node-rtc.ts';

export const room = parseRoomId('two-calls') as RoomId;

/** Somebody with a headless call, real media, and a memory like that of a tab. */
export interface Caller {
  readonly call: Call;
  readonly link: MemoryLink;
  readonly devices: NodeDevices;
  readonly memory: TabMemory;
  /** Every peer connection that this call ever made. */
  readonly connections: readonly RTCPeerConnection[];
  readonly faults: readonly unknown[];
}

interface TabMemory extends SeatMemory {
  token: string | null;
}

export function createTabMemory(token: string | null = null): TabMemory {
  const memory: TabMemory = {
    token,
    own: () => memory.token,
    shared: () => null,
    keep: (_room, kept) => {
      memory.token = kept;
    },
  };
  return memory;
}

const callers: Caller[] = [];
afterEach(() => {
  for (const { call, devices } of callers.splice(0)) {
    devices.stop();
    call.close();
  }
});

export function createCaller(server: MemoryServer, memory = createTabMemory()): Caller {
  const link = server.connect();
  const faults: unknown[] = [];
  const connections: RTCPeerConnection[] = [];
  const call = createCall({
    link,
    memory,
    createStream: nodeRtc.createStream,
    createConnection: () => {
      const connection = nodeRtc.createConnection();
      connections.push(connection);
      return connection;
    },
    now: server.clock.now,
    onFault: (error) => faults.push(error),
  });
  const devices = createDevices();
  call.setMedia(devices);
  const caller = { call, link, devices, memory, connections, faults };
  callers.push(caller);
  return caller;
}

export const statusOf = ({ call }: Caller): CallStatus['kind'] => call.snapshot.status.kind;
export const otherOf = ({ call }: Caller): PeerSnapshot | undefined => call.snapshot.peers[0];
export const isInCall = (one: Caller): boolean =>
  statusOf(one) === 'connected' &&
  otherOf(one)?.connection === 'connected' &&
  one.call.snapshot.actions.sendChat !== undefined;

/** Lets the server and the native side work until it is so. */
export async function flowUntil(server: MemoryServer, isDone: () => boolean): Promise<void> {
  while (!isDone()) {
    server.flush();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** The first is seated before the second asks. */
export async function connect(server: MemoryServer): Promise<[Caller, Caller]> {
  const [anna, minh] = [createCaller(server), createCaller(server)];
  anna.call.snapshot.actions.join?.(room, { name: 'Anna' });
  server.flush();
  minh.call.snapshot.actions.join?.(room, { name: 'Minh' });
  await flowUntil(server, () => [anna, minh].every(isInCall));
  return [anna, minh];
}

export async function expectMedia(caller: Caller): Promise<void> {
  const { camera, microphone } = otherOf(caller) ?? {};
  expect(camera && microphone).toBeTruthy();
  if (!camera || !microphone) return;
  expect(await nextFrame(camera)).toMatchObject({ width: 320, height: 240 });
  await nextSound(microphone);
}

let linesWritten = 0;

/** A line each way, which both read once. */
export async function expectChat(server: MemoryServer, ...pair: readonly Caller[]): Promise<void> {
  for (const one of pair) {
    linesWritten += 1;
    const line = `line ${linesWritten}`;
    one.call.snapshot.actions.sendChat?.(line);
    for (const reader of pair) {
      const copies = () => reader.call.snapshot.chat.filter(({ text }) => text === line).length;
      await flowUntil(server, () => copies() > 0);
      expect(copies()).toBe(1);
    }
  }
}
