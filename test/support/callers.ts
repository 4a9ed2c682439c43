import { afterEach, expect } from 'vitest';
import { createCall } from '../../client/call/call.ts';
import type { Call } from '../../client/call/call-port.ts';
import type { RtcFactory } from '../../client/call/rtc-factory.ts';
import type { SeatMemory } from '../../client/call/seat/seat-memory.ts';
import type { CallStatus, PeerSnapshot } from '../../client/call/state.ts';
import { parseRoomId, type RoomId } from '../../protocol/ids.ts';
import type { MemoryLink, MemoryServer } from './memory-server.ts';

export const room = parseRoomId('two-calls') as RoomId;

/** A camera and a microphone. */
export interface Devices {
  readonly camera: MediaStreamTrack;
  readonly microphone: MediaStreamTrack;
  stop(): void;
}

/** WebRTC of wherever the test runs. */
export interface Equipment extends RtcFactory {
  readonly createDevices: () => Devices;
  readonly features?: readonly string[] | undefined;
}

/** Somebody with a headless call, real media, and a memory like that of a tab. */
export interface Caller {
  readonly call: Call;
  readonly link: MemoryLink;
  readonly devices: Devices;
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
afterEach(dismissCallers);

/** They hang up and are forgotten. */
export function dismissCallers(): void {
  for (const { call, devices } of callers.splice(0)) {
    devices.stop();
    call.close();
  }
}

export function createCallerWith(
  { createConnection, createStream, createDevices, features, shouldRehearse = false }: Equipment,
  server: MemoryServer,
  memory = createTabMemory(),
): Caller {
  const link = server.connect();
  const faults: unknown[] = [];
  const connections: RTCPeerConnection[] = [];
  const call = createCall({
    link,
    memory,
    shouldRehearse,
    ...(features && { features }),
    createStream,
    createConnection: (configuration) => {
      const connection = createConnection(configuration);
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
  // Told on the data channel: that is open, too.
  otherOf(one)?.isSending != null;

/** Lets the server and the native side work until it is so. */
export async function flowUntil(server: MemoryServer, isDone: () => boolean): Promise<void> {
  while (!isDone()) {
    server.flush();
    await new Promise((resolve) => setTimeout(resolve));
  }
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
