import { describe, expect, test } from 'vitest';
import {
  type Caller,
  createTabMemory,
  expectChat,
  flowUntil,
  isInCall,
  otherOf,
  room,
  statusOf,
} from '../support/callers.ts';
import { createMemoryServer } from '../support/memory-server.ts';
import { connect, createCaller, expectMedia } from '../support/node-callers.ts';
import { GRACE_MS, setUpRooms } from '../support/rooms.ts';

const both = (anna: Caller, minh: Caller) => [anna, minh].every(isInCall);
const idOf = ({ call }: Caller) => call.snapshot.me;
const memberIds = (one: Caller) => one.call.snapshot.peers.map(({ id }) => id);

/** No second peer, no second offer: media noticed nothing. */
function expectUntouched(...callers: readonly Caller[]): void {
  for (const { connections, faults } of callers) {
    expect(connections.length).toBe(1);
    expect(faults).toEqual([]);
  }
}

describe('a connection that drops', () => {
  test('[S1] the seat is held, the other is told away and back, and media notices nothing', async () => {
    const server = createMemoryServer(setUpRooms);
    const [anna, minh] = await connect(server);
    const before = idOf(minh);
    minh.link.cut();
    server.flush();
    expect(minh.call.snapshot.isServerReachable).toBe(false);
    expect(otherOf(anna)?.isAway).toBe(true);
    await Promise.all([anna, minh].map(expectMedia));
    await expectChat(server, anna, minh);
    server.clock.advance(GRACE_MS - 1);
    minh.link.restore();
    await flowUntil(server, () => otherOf(anna)?.isAway === false);
    expect(idOf(minh)).toBe(before);
    await Promise.all([anna, minh].map(expectMedia));
    expectUntouched(anna, minh);
  });

  test('[S2] when the grace is over the seat is free, and the other waits on', async () => {
    const server = createMemoryServer(setUpRooms);
    const [anna, minh] = await connect(server);
    minh.link.cut();
    server.clock.advance(GRACE_MS);
    server.flush();
    expect(statusOf(anna)).toBe('waiting');
    const third = createCaller(server);
    third.call.snapshot.actions.join?.(room, {});
    await flowUntil(server, () => both(anna, third));
    minh.link.restore();
    server.flush();
    expect(minh.call.snapshot.status).toMatchObject({ problem: { code: 'full' } });
  });

  test('[S2] whoever comes back when the grace is over joins by itself, as somebody new', async () => {
    const server = createMemoryServer(setUpRooms);
    const [anna, minh] = await connect(server);
    const before = idOf(minh);
    minh.link.cut();
    server.clock.advance(GRACE_MS);
    server.flush();
    minh.link.restore();
    await flowUntil(server, () => both(anna, minh));
    expect(idOf(minh)).not.toBe(before);
    await Promise.all([anna, minh].map(expectMedia));
    await expectChat(server, anna, minh);
  });

  test('[N9] while the server is away negotiation goes over the data channel', async () => {
    const server = createMemoryServer(setUpRooms);
    const [anna, minh] = await connect(server);
    minh.link.cut();
    server.flush();
    // The other side negotiates while this one is away: its offer goes past the server.
    for (const { connections } of [anna, minh]) connections[0]?.restartIce();
    const offers = () => anna.connections[0]?.signalingState === 'stable';
    await flowUntil(server, offers);
    minh.link.restore();
    await flowUntil(server, () => otherOf(anna)?.isAway === false && both(anna, minh));
    await expectChat(server, anna, minh);
    expectUntouched(anna, minh);
  });

  test('[S3] an offer made while nothing could carry it arrives after the resume', async () => {
    const server = createMemoryServer(setUpRooms);
    const [anna, minh] = [createCaller(server), createCaller(server)];
    anna.call.snapshot.actions.join?.(room, {});
    server.flush();
    minh.call.snapshot.actions.join?.(room, {});
    // The newcomer is seated, its arrival told, and the caller loses its link before its offer is through.
    minh.link.flushUp();
    anna.link.flushDown();
    anna.link.cut();
    await flowUntil(server, () => anna.connections[0]?.signalingState === 'have-local-offer');
    anna.link.restore();
    await flowUntil(server, () => both(anna, minh));
    expectUntouched(anna, minh);
  });
});

describe('a server that ends and begins anew', () => {
  test('[S4] both are back in their seats, whoever comes first, and media notices nothing', async () => {
    const server = createMemoryServer(setUpRooms);
    const [anna, minh] = await connect(server);
    const ids = [idOf(anna), idOf(minh)];
    server.restart();
    await Promise.all([anna, minh].map(expectMedia));
    await expectChat(server, anna, minh);
    minh.link.restore();
    server.flush();
    expect(otherOf(minh)?.isAway).toBe(true);
    anna.link.restore();
    await flowUntil(server, () => otherOf(minh)?.isAway === false);
    expect([idOf(anna), idOf(minh)]).toEqual(ids);
    expect(memberIds(minh)).toEqual([ids[0]]);
    anna.connections[0]?.restartIce();
    await flowUntil(server, () => both(anna, minh));
    await expectChat(server, anna, minh);
    expectUntouched(anna, minh);
    const third = createCaller(server);
    third.call.snapshot.actions.join?.(room, {});
    server.flush();
    expect(third.call.snapshot.status).toMatchObject({ problem: { code: 'full' } });
  });
});

describe('a page', () => {
  test('[S5] that is reloaded has its seat again, and is called by the other', async () => {
    const server = createMemoryServer(setUpRooms);
    const [anna, minh] = await connect(server);
    const before = idOf(anna);
    anna.call.close();
    server.flush();
    expect(otherOf(minh)?.isAway).toBe(true);
    const again = createCaller(server, createTabMemory(anna.memory.token));
    again.call.snapshot.actions.join?.(room, { name: 'Anna' });
    await flowUntil(server, () => both(again, minh));
    expect(idOf(again)).toBe(before);
    await Promise.all([again, minh].map(expectMedia));
    await expectChat(server, again, minh);
  });

  test('[N10] what is written while the other reloads arrives once, and what was said is still there', async () => {
    const server = createMemoryServer(setUpRooms);
    const [anna, minh] = await connect(server);
    await expectChat(server, anna, minh);
    const said = anna.call.snapshot.chat;
    anna.call.close();
    server.flush();
    minh.call.snapshot.actions.sendChat?.('are you back?');
    expect(minh.call.snapshot.chat.at(-1)).toMatchObject({ isDelivered: false });
    const again = createCaller(server, createTabMemory(anna.memory.token));
    again.call.snapshot.actions.join?.(room, { name: 'Anna', chat: said });
    const lines = () => again.call.snapshot.chat.map(({ text }) => text);
    const wanted = [...said.map(({ text }) => text), 'are you back?'];
    await flowUntil(server, () => lines().length >= wanted.length && both(again, minh));
    expect(lines()).toEqual(wanted);
    await flowUntil(server, () => minh.call.snapshot.chat.every(({ isDelivered }) => isDelivered));
  });

  test('[S5] that is closed is missed at once, and its seat is free after 5 s', async () => {
    const server = createMemoryServer(setUpRooms);
    const [anna, minh] = await connect(server);
    anna.call.close();
    server.flush();
    expect(otherOf(minh)?.isAway).toBe(true);
    server.clock.advance(5000);
    server.flush();
    expect(statusOf(minh)).toBe('ended');
  });

  test('[S5] both reloaded at once find each other', async () => {
    const server = createMemoryServer(setUpRooms);
    const [anna, minh] = await connect(server);
    for (const { call } of [anna, minh]) call.close();
    server.flush();
    const tabs = [anna, minh].map(({ memory }) =>
      createCaller(server, createTabMemory(memory.token)),
    );
    const [first, second] = tabs as [Caller, Caller];
    for (const { call } of tabs) call.snapshot.actions.join?.(room, {});
    await flowUntil(server, () => both(first, second));
    await Promise.all(tabs.map(expectMedia));
  });

  test('[S6] a second tab takes the seat over: the first is told and stops', async () => {
    const server = createMemoryServer(setUpRooms);
    const [anna, minh] = await connect(server);
    const tab = createCaller(server, createTabMemory(anna.memory.token));
    tab.call.snapshot.actions.join?.(room, { name: 'Anna' });
    await flowUntil(server, () => both(tab, minh) && statusOf(anna) === 'ended');
    expect(anna.call.snapshot.status).toMatchObject({ ending: { reason: 'taken-over' } });
    anna.link.cut();
    anna.link.restore();
    await expectChat(server, tab, minh);
    expect(statusOf(anna)).toBe('ended');
  });
});
