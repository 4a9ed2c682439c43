import { expect, test } from 'vitest';
import {
  type Caller,
  createCallerWith,
  dismissCallers,
  type Equipment,
  expectChat,
  flowUntil,
  isInCall,
  otherOf,
  room,
} from '../support/callers.ts';
import { createMemoryServer, type MemoryServer } from '../support/memory-server.ts';
import { GRACE_MS, setUpPlainRooms } from '../support/plain-rooms.ts';
import { cameraTrack, microphoneTrack } from '../support/tracks.ts';

const [camera, microphone] = [cameraTrack(), microphoneTrack()];
const equipment: Equipment = {
  createConnection: () => new RTCPeerConnection(),
  createStream: () => new MediaStream(),
  shouldRehearse: true,
  // One picture and one tone for all: they are not what is tried here.
  createDevices: () => ({ camera, microphone, stop: () => {} }),
};

const RUNS = 200;
const STEPS = 12;

/** Mulberry32: the same numbers for the same seed, so that a run that fails can be run again. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What a person or a network may do at any moment. */
function act(one: Caller, server: MemoryServer, random: () => number): void {
  const { call, link, devices, connections } = one;
  const choice = Math.floor(random() * 10);
  if (choice === 0) call.setMedia({ microphone: null, camera: devices.camera });
  if (choice === 1) call.setMedia({ microphone: devices.microphone, camera: null });
  if (choice === 2) call.setMedia(devices);
  if (choice === 3) connections.at(-1)?.restartIce();
  if (choice === 4) link.cut();
  if (choice === 5 && !link.isUp) link.restore();
  if (choice === 6) link.flushUp();
  if (choice === 7) link.flushDown();
  if (choice === 8) server.flush();
  // What was sent and not acknowledged comes twice then: to the one before, and to the next.
  if (choice === 9) server.restart();
}

/** A join whose answer was lost leaves a seat behind, for as long as seats are held. People try again. */
function tryAgain({ call }: Caller, server: MemoryServer): void {
  const { status, actions } = call.snapshot;
  if (status.kind !== 'refused' && status.kind !== 'ended') return;
  server.clock.advance(GRACE_MS);
  actions.join?.(room, {});
}

async function run(seed: number): Promise<void> {
  const random = createRandom(seed);
  const server = createMemoryServer(setUpPlainRooms);
  const pair = [createCallerWith(equipment, server), createCallerWith(equipment, server)] as const;
  // Both call at once, in either order.
  for (const { call } of random() < 0.5 ? pair : [...pair].reverse()) {
    call.snapshot.actions.join?.(room, {});
    if (random() < 0.5) server.flush();
  }
  for (let step = 0; step < STEPS; step += 1) {
    act(random() < 0.5 ? pair[0] : pair[1], server, random);
    if (random() < 0.3) await new Promise((resolve) => setTimeout(resolve));
  }
  for (const { call, link, devices } of pair) {
    if (!link.isUp) link.restore();
    call.setMedia(devices);
  }
  await flowUntil(server, () => {
    for (const one of pair) tryAgain(one, server);
    return pair.every((one) => isInCall(one) && !otherOf(one)?.isAway);
  });
  await expectChat(server, ...pair);
  for (const { connections, faults } of pair) {
    const open = connections.filter(({ connectionState }) => connectionState !== 'closed');
    expect(open.length).toBe(1);
    expect(faults).toEqual([]);
  }
  expect(server.faults).toEqual([]);
}

test('both sides call, mute and negotiate at random moments over a link that drops, doubles and delays', {
  timeout: 120_000,
}, async () => {
  for (let seed = 1; seed <= RUNS; seed += 1) {
    await Promise.race([run(seed), late(seed)]);
    // A page may have 500 peer connections; closed ones count until they are collected.
    dismissCallers();
    (globalThis as unknown as { gc(): void }).gc();
  }
});

/** A run takes a tenth of a second. */
function late(seed: number): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error(`run ${seed} did not connect`)), 20_000);
  });
}
