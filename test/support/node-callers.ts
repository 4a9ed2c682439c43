import { expect } from 'vitest';
import {
  type Caller,
  createCallerWith,
  createTabMemory,
  flowUntil,
  isInCall,
  otherOf,
  room,
} from './callers.ts';
import type { MemoryServer } from './memory-server.ts';
import { createDevices, nextFrame, nextSound, nodeRtc } from './node-rtc.ts';

export const createCaller = (
  server: MemoryServer,
  memory = createTabMemory(),
  features?: readonly string[],
): Caller => createCallerWith({ ...nodeRtc, createDevices, features }, server, memory);

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
