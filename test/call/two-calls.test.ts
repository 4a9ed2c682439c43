import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { flowUntil, isInCall, otherOf, room, statusOf } from '../support/callers.ts';
import { createMemoryServer } from '../support/memory-server.ts';
import { connect, createCaller, expectMedia } from '../support/node-callers.ts';
import { setUpRooms } from '../support/rooms.ts';

describe('two headless calls', () => {
  test('see, hear and write to each other, and hang up', async () => {
    const server = createMemoryServer(setUpRooms);
    const [anna, minh] = await connect(server);
    expect([otherOf(anna)?.name, otherOf(minh)?.name]).toEqual(['Minh', 'Anna']);
    await Promise.all([anna, minh].map(expectMedia));

    anna.call.snapshot.actions.sendChat?.('hello');
    await flowUntil(server, () => minh.call.snapshot.chat.length === 1);
    minh.call.snapshot.actions.sendChat?.('你好');
    await flowUntil(server, () => anna.call.snapshot.chat.length === 2);
    expect(anna.call.snapshot.chat.map(({ from, text }) => [from, text])).toEqual([
      ['me', 'hello'],
      ['them', '你好'],
    ]);

    server.clock.advance(5000);
    anna.call.snapshot.actions.hangUp?.();
    server.flush();
    const ended = (reason: string, by: string | null) => ({
      kind: 'ended',
      ending: { reason, by, at: expect.any(Number), lastedMs: 5000 },
    });
    expect(anna.call.snapshot.status).toEqual(ended('you-left', null));
    expect(minh.call.snapshot.status).toEqual(ended('other-left', 'Anna'));
    expect([...anna.faults, ...minh.faults, ...server.faults]).toEqual([]);
  });

  test('meet again after one has left, with what was said gone', async () => {
    const server = createMemoryServer(setUpRooms);
    const [anna, minh] = await connect(server);
    anna.call.snapshot.actions.sendChat?.('before');
    minh.call.snapshot.actions.hangUp?.();
    server.flush();
    expect(statusOf(anna)).toBe('ended');
    minh.call.snapshot.actions.join?.(room, {});
    server.flush();
    expect(statusOf(minh)).toBe('waiting');
    anna.call.snapshot.actions.join?.(room, {});
    await flowUntil(server, () => [anna, minh].every(isInCall));
    expect(anna.call.snapshot.chat).toEqual([]);
    await Promise.all([anna, minh].map(expectMedia));
  });

  test('who comes and goes before there was a call leaves the other waiting', async () => {
    const server = createMemoryServer(setUpRooms);
    const [anna, minh] = [createCaller(server), createCaller(server)];
    anna.call.snapshot.actions.join?.(room, {});
    minh.call.snapshot.actions.join?.(room, {});
    server.flush();
    expect(statusOf(anna)).toBe('connecting');
    minh.call.snapshot.actions.hangUp?.();
    server.flush();
    expect(statusOf(anna)).toBe('waiting');
    minh.call.snapshot.actions.join?.(room, {});
    await flowUntil(server, () => [anna, minh].every(isInCall));
    await Promise.all([anna, minh].map(expectMedia));
    expect([...anna.faults, ...minh.faults, ...server.faults]).toEqual([]);
  });

  test('who does not come back after a restart, and was never connected, is not waited for for ever', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const server = createMemoryServer(setUpRooms);
    const [anna, minh] = [createCaller(server), createCaller(server)];
    for (const { call } of [anna, minh]) call.snapshot.actions.join?.(room, {});
    server.flush();
    server.restart();
    anna.link.restore();
    server.flush();
    expect(statusOf(anna)).toBe('connecting');
    vi.advanceTimersByTime(40_000);
    expect([statusOf(anna), anna.call.snapshot.peers]).toEqual(['waiting', []]);
  });

  test('who calls again before the other has heard of the end waits for them', async () => {
    const server = createMemoryServer(setUpRooms);
    const [anna, minh] = await connect(server);
    anna.call.snapshot.actions.hangUp?.();
    anna.call.snapshot.actions.join?.(room, {});
    anna.link.flushUp();
    anna.link.flushDown();
    expect(statusOf(anna)).toBe('connecting');
    server.flush();
    expect([anna, minh].map(statusOf)).toEqual(['waiting', 'ended']);
    minh.call.snapshot.actions.join?.(room, {});
    await flowUntil(server, () => [anna, minh].every(isInCall));
    await Promise.all([anna, minh].map(expectMedia));
  });

  test('the camera of one who switched it off before the call is never sent', async () => {
    const server = createMemoryServer(setUpRooms);
    const [anna, minh] = [createCaller(server), createCaller(server)];
    minh.call.setMedia({ microphone: minh.devices.microphone, camera: null });
    anna.call.snapshot.actions.join?.(room, {});
    minh.call.snapshot.actions.join?.(room, {});
    await flowUntil(server, () => otherOf(anna)?.isSending != null && isInCall(minh));
    expect(otherOf(anna)?.isSending).toMatchObject({ microphone: true, camera: false });
    minh.call.setMedia(minh.devices);
    await flowUntil(server, () => otherOf(anna)?.isSending?.camera === true);
    await expectMedia(anna);
  });

  test('whoever waits has its offer and candidates ready for the one who comes', async () => {
    const server = createMemoryServer(setUpRooms);
    const [anna, minh] = [createCaller(server), createCaller(server)];
    anna.call.snapshot.actions.join?.(room, {});
    const isReady = () => anna.connections.at(-1)?.iceGatheringState === 'complete';
    await flowUntil(server, isReady);
    // The network may be another one: what was found is found anew.
    anna.call.hurry();
    expect(anna.connections.map(({ signalingState }) => signalingState)).toContain('closed');
    await flowUntil(server, isReady);
    minh.call.snapshot.actions.join?.(room, {});
    await flowUntil(server, () => minh.connections.at(-1)?.remoteDescription != null);
    expect(minh.connections.at(-1)?.remoteDescription?.sdp).toContain('a=candidate:');
    await flowUntil(server, () => [anna, minh].every(isInCall));
    expect([anna, minh].map(({ connections }) => connections.length)).toEqual([2, 1]);
    await Promise.all([anna, minh].map(expectMedia));
    expect([...anna.faults, ...minh.faults, ...server.faults]).toEqual([]);
  });

  test('a third is refused and hears nothing', async () => {
    const server = createMemoryServer(setUpRooms);
    const [anna, minh] = await connect(server);
    const third = createCaller(server);
    third.call.snapshot.actions.join?.(room, {});
    server.flush();
    expect(third.call.snapshot.status).toMatchObject({
      kind: 'refused',
      problem: { code: 'full' },
    });
    expect(third.call.snapshot.peers).toEqual([]);
    expect([anna, minh].every(isInCall)).toBe(true);
  });

  test('a hang-up while the answer is on its way leaves the room', () => {
    const server = createMemoryServer(setUpRooms);
    const anna = createCaller(server);
    anna.call.snapshot.actions.join?.(room, {});
    anna.call.snapshot.actions.hangUp?.();
    server.flush();
    expect(anna.call.snapshot.status).toMatchObject({ kind: 'ended', ending: { lastedMs: null } });
    const minh = createCaller(server);
    minh.call.snapshot.actions.join?.(room, {});
    server.flush();
    expect(statusOf(minh)).toBe('waiting');
  });
});
