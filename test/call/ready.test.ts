import { expect, test } from 'vitest';
import {
  fromCandidateSignal,
  isCandidate,
  isDescription,
  type Signal,
} from '../../protocol/signals.ts';
import { type Caller, flowUntil, isInCall, otherOf, room, statusOf } from '../support/callers.ts';
import { createMemoryServer, type MemoryServer } from '../support/memory-server.ts';
import { createCaller, expectMedia } from '../support/node-callers.ts';
import { createDevices, nextFrame, nodeRtc } from '../support/node-rtc.ts';
import { setUpRooms } from '../support/rooms.ts';

const states = ({ connections }: Caller) => connections.map(({ signalingState }) => signalingState);

/** In the room already: sends its camera to whoever comes, and takes nothing. */
function seatCamera(server: MemoryServer) {
  const link = server.connect();
  const connection = nodeRtc.createConnection();
  const devices = createDevices();
  const heard: Signal[] = [];
  const send = (signal: Signal) => link.request('message', [room, signal]);
  connection.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate) send({ type: 'candidate', ...candidate.toJSON() } as Signal);
  });
  async function call(): Promise<void> {
    for (const track of [devices.microphone, devices.camera])
      connection.addTransceiver(track, { direction: 'sendonly' });
    await connection.setLocalDescription();
    send({ type: 'offer', sdp: connection.localDescription?.sdp ?? '' });
  }
  async function take(signal: Signal): Promise<void> {
    heard.push(signal);
    if (isDescription(signal))
      await connection.setRemoteDescription(signal as RTCSessionDescriptionInit);
    const candidate = isCandidate(signal) && fromCandidateSignal(signal);
    if (candidate) await connection.addIceCandidate(candidate as RTCIceCandidateInit);
  }
  link.onNotice((notice) => {
    if (notice[0] === 'otherjoin') void call();
    if (notice[0] === 'message') void take(notice[2]);
  });
  link.request('join', [room, {}]);
  return {
    heard,
    end() {
      devices.stop();
      connection.close();
    },
  };
}

test('whoever comes has been ready for those who are in, and answers with that', async () => {
  const server = createMemoryServer(setUpRooms);
  const [anna, minh] = [createCaller(server), createCaller(server)];
  anna.call.snapshot.actions.join?.(room, {});
  minh.call.anticipate(true);
  const { expectedCamera } = minh.call.snapshot;
  expect(expectedCamera?.kind).toBe('video');
  minh.call.snapshot.actions.join?.(room, {});
  await flowUntil(server, () => [anna, minh].every(isInCall));
  expect(otherOf(minh)?.camera).toBe(expectedCamera);
  expect(minh.connections).toHaveLength(1);
  await Promise.all([anna, minh].map(expectMedia));
  expect([...anna.faults, ...minh.faults, ...server.faults]).toEqual([]);
});

test('whoever was ready for somebody who left meanwhile waits for the next one', async () => {
  const server = createMemoryServer(setUpRooms);
  const [anna, minh] = [createCaller(server), createCaller(server)];
  minh.call.anticipate(true);
  minh.call.snapshot.actions.join?.(room, {});
  server.flush();
  expect(statusOf(minh)).toBe('waiting');
  anna.call.snapshot.actions.join?.(room, {});
  await flowUntil(server, () => [anna, minh].every(isInCall));
  await Promise.all([anna, minh].map(expectMedia));
  expect(states(minh)).toEqual(['closed', 'stable']);
});

test('whoever was refused can be ready once more', () => {
  const server = createMemoryServer(setUpRooms);
  const [anna, ba, minh] = [createCaller(server), createCaller(server), createCaller(server)];
  for (const one of [anna, ba]) one.call.snapshot.actions.join?.(room, {});
  minh.call.anticipate(true);
  minh.call.snapshot.actions.join?.(room, {});
  server.flush();
  expect([statusOf(minh), minh.call.snapshot.expectedCamera]).toEqual(['refused', null]);
  minh.call.anticipate(true);
  expect(minh.call.snapshot.expectedCamera?.kind).toBe('video');
  for (const { call } of [anna, ba, minh]) call.close();
});

test('whoever goes away from a door leaves nothing open', () => {
  const server = createMemoryServer(setUpRooms);
  const minh = createCaller(server);
  minh.call.anticipate(true);
  minh.call.anticipate(true);
  minh.call.anticipate(false);
  expect(minh.call.snapshot.expectedCamera).toBeNull();
  expect(states(minh)).toEqual(['closed']);
});

test('whoever was ready for a conversation also sees one who only sends', async () => {
  const server = createMemoryServer(setUpRooms);
  const camera = seatCamera(server);
  server.flush();
  const minh = createCaller(server);
  minh.call.anticipate(true);
  minh.call.snapshot.actions.join?.(room, {});
  await flowUntil(server, () => otherOf(minh)?.connection === 'connected');
  const seen = otherOf(minh)?.camera;
  expect(seen && (await nextFrame(seen))).toMatchObject({ width: 320 });
  await flowUntil(server, () => camera.heard.some(({ type }) => type === 'candidate'));
  expect(states(minh)).toEqual(['closed', 'stable']);
  expect(camera.heard.filter(({ type }) => type === 'offer')).toEqual([]);
  expect([...minh.faults, ...server.faults]).toEqual([]);
  camera.end();
});
