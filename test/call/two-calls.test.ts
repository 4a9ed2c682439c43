import { afterEach, describe, expect, test } from 'vitest';
import { type Call, createCall } from '../../client/call/call.ts';
import type { CallStatus, PeerSnapshot } from '../../client/call/state.ts';
import { parseRoomId, type RoomId } from '../../protocol/ids.ts';
import {
  createMemoryServer,
  type MemoryLink,
  type MemoryServer,
} from '../support/memory-server.ts';
import {
  createDevices,
  type NodeDevices,
  nextFrame,
  nextSound,
  nodeRtc,
} from '../support/node-rtc.ts';

const room = parseRoomId('two-calls') as RoomId;

interface Person {
  readonly call: Call;
  readonly link: MemoryLink;
  readonly devices: NodeDevices;
  readonly faults: unknown[];
}

const people: Person[] = [];
let clock = 0;

function person(server: MemoryServer): Person {
  const link = server.connect();
  const faults: unknown[] = [];
  const call = createCall({
    link,
    ...nodeRtc,
    now: () => clock,
    onFault: (error) => faults.push(error),
  });
  const devices = createDevices();
  call.setMedia(devices);
  const made = { call, link, devices, faults };
  people.push(made);
  return made;
}

afterEach(() => {
  for (const { call, devices } of people.splice(0)) {
    devices.stop();
    call.close();
  }
});

const status = ({ call }: Person): CallStatus['kind'] => call.snapshot.status.kind;
const other = ({ call }: Person): PeerSnapshot | undefined => call.snapshot.peers[0];

async function flowUntil(server: MemoryServer, isDone: () => boolean): Promise<void> {
  while (!isDone()) {
    server.flush();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** The first is seated before the second asks. */
async function connect(server: MemoryServer): Promise<[Person, Person]> {
  const [anna, minh] = [person(server), person(server)];
  anna.call.snapshot.actions.join?.(room, { name: 'Anna' });
  server.flush();
  minh.call.snapshot.actions.join?.(room, { name: 'Minh' });
  await flowUntil(server, () => [anna, minh].every(isInCall));
  return [anna, minh];
}

const isInCall = (one: Person) =>
  status(one) === 'connected' && one.call.snapshot.actions.sendChat !== undefined;

async function expectMedia(person: Person): Promise<void> {
  const { camera, microphone } = other(person) ?? {};
  expect(camera && microphone).toBeTruthy();
  if (!camera || !microphone) return;
  expect(await nextFrame(camera)).toMatchObject({ width: 320, height: 240 });
  await nextSound(microphone);
}

describe('two headless calls', () => {
  test('see, hear and write to each other, and hang up', async () => {
    const server = createMemoryServer();
    const [anna, minh] = await connect(server);
    expect([other(anna)?.name, other(minh)?.name]).toEqual(['Minh', 'Anna']);
    await Promise.all([anna, minh].map(expectMedia));

    anna.call.snapshot.actions.sendChat?.('hello');
    await flowUntil(server, () => minh.call.snapshot.chat.length === 1);
    minh.call.snapshot.actions.sendChat?.('你好');
    await flowUntil(server, () => anna.call.snapshot.chat.length === 2);
    expect(anna.call.snapshot.chat.map(({ from, text }) => [from, text])).toEqual([
      ['me', 'hello'],
      ['them', '你好'],
    ]);

    clock += 5000;
    anna.call.snapshot.actions.hangUp?.();
    server.flush();
    const ended = (reason: string, by: string | null) => ({
      kind: 'ended',
      ending: { reason, by, lastedMs: 5000 },
    });
    expect(anna.call.snapshot.status).toEqual(ended('you-left', null));
    expect(minh.call.snapshot.status).toEqual(ended('other-left', 'Anna'));
    expect([...anna.faults, ...minh.faults, ...server.faults]).toEqual([]);
  });

  test('meet again after one has left, with what was said gone', async () => {
    const server = createMemoryServer();
    const [anna, minh] = await connect(server);
    anna.call.snapshot.actions.sendChat?.('before');
    minh.call.snapshot.actions.hangUp?.();
    server.flush();
    expect(status(anna)).toBe('ended');
    minh.call.snapshot.actions.join?.(room, {});
    server.flush();
    expect(status(minh)).toBe('waiting');
    anna.call.snapshot.actions.join?.(room, {});
    await flowUntil(server, () => [anna, minh].every(isInCall));
    expect(anna.call.snapshot.chat).toEqual([]);
    await Promise.all([anna, minh].map(expectMedia));
  });

  test('the camera of one who switched it off before the call is never sent', async () => {
    const server = createMemoryServer();
    const [anna, minh] = [person(server), person(server)];
    minh.call.setMedia({ microphone: minh.devices.microphone, camera: null });
    anna.call.snapshot.actions.join?.(room, {});
    minh.call.snapshot.actions.join?.(room, {});
    await flowUntil(server, () => other(anna)?.isSending != null && isInCall(minh));
    expect(other(anna)?.isSending).toEqual({ microphone: true, camera: false });
    minh.call.setMedia(minh.devices);
    await flowUntil(server, () => other(anna)?.isSending?.camera === true);
    await expectMedia(anna);
  });

  test('a third is refused and hears nothing', async () => {
    const server = createMemoryServer();
    const [anna, minh] = await connect(server);
    const third = person(server);
    third.call.snapshot.actions.join?.(room, {});
    server.flush();
    expect(third.call.snapshot.status).toMatchObject({
      kind: 'refused',
      problem: { code: 'full' },
    });
    expect(third.call.snapshot.peers).toEqual([]);
    expect([anna, minh].every(isInCall)).toBe(true);
  });

  test('a connection that drops ends the call for the other; both find each other again', async () => {
    const server = createMemoryServer();
    const [anna, minh] = await connect(server);
    minh.link.cut();
    server.flush();
    expect(minh.call.snapshot.isServerReachable).toBe(false);
    expect(status(anna)).toBe('ended');
    minh.link.restore();
    anna.call.snapshot.actions.join?.(room, {});
    await flowUntil(server, () => [anna, minh].every(isInCall));
  });

  test('a hang-up while the answer is on its way leaves the room', () => {
    const server = createMemoryServer();
    const anna = person(server);
    anna.call.snapshot.actions.join?.(room, {});
    anna.call.snapshot.actions.hangUp?.();
    server.flush();
    expect(anna.call.snapshot.status).toMatchObject({ kind: 'ended', ending: { lastedMs: null } });
    const minh = person(server);
    minh.call.snapshot.actions.join?.(room, {});
    server.flush();
    expect(status(minh)).toBe('waiting');
  });
});
