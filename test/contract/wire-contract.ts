import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createConnections } from '../support/connections.ts';
import { type Served, serve } from '../support/serve.ts';
import type { WireClient } from '../support/wire-client.ts';

const NOT_IN_KITCHEN = ['kitchen', 'not-in-room', expect.any(String)];
const MEMBER_ID = /^@[A-Za-z0-9_-]{16}$/;
const offer = { type: 'offer', sdp: 'v=0\r\na=fingerprint:sha-256 AB\r\n' };
const answer = { type: 'answer', sdp: 'v=0\r\na=fingerprint:sha-256 CD\r\n' };
const candidate = {
  type: 'candidate',
  label: 0,
  id: '0',
  candidate: 'candidate:1 1 udp 2122260223 192.0.2.1 50000 typ host',
};

/** What every wire does for every client on it. The first half sends the plain events and nothing of our own. */
export function describeWire(
  name: string,
  connectTo: (url: string) => Promise<WireClient>,
  waysToGo: readonly ('close' | 'drop')[] = ['close', 'drop'],
): void {
  let served: Served;
  const { connect, dropAll } = createConnections(() => connectTo(served.url));

  const connectMany = (count: number) =>
    Promise.all(Array.from({ length: count }, connect)) as Promise<
      [WireClient, WireClient, WireClient]
    >;

  async function join(client: WireClient, room: string | number): Promise<string> {
    client.emit('join', room);
    const [, id] = await client.next('joined');
    return String(id);
  }

  /** When it resolves, whatever the server had to say to this client before has come. */
  async function fence(client: WireClient): Promise<void> {
    client.emit('leave', 'fence');
    await client.next('refused');
  }

  /** What came after `from`, fences left out. */
  function cameSince(client: WireClient, from: number): (readonly unknown[])[] {
    return client.received
      .slice(from)
      .filter(({ event, args }) => !(event === 'refused' && args[0] === 'fence'))
      .map(({ event, args }) => [event, ...args]);
  }

  beforeEach(async () => {
    served = await serve();
  });
  afterEach(async () => {
    expect(served.faults).toEqual([]);
    dropAll();
    await served.close();
  });

  describe(`${name}: the plain events`, () => {
    test('[J1] the one who joins is told the room and its id, and nothing else', async () => {
      const [first] = await connectMany(1);
      const id = await join(first, 'kitchen');
      expect(id).toMatch(MEMBER_ID);
      await fence(first);
      expect(cameSince(first, 0)).toEqual([['joined', 'kitchen', id]]);
    });

    test('[J2] those who are there are told of the newcomer, and make the offer', async () => {
      const [first, second] = await connectMany(2);
      await join(first, 'kitchen');
      const id = await join(second, 'kitchen');
      const [room, newcomer] = await first.next('otherjoin');
      expect([room, newcomer]).toEqual(['kitchen', id]);
      await fence(second);
      expect(cameSince(second, 0)).toEqual([['joined', 'kitchen', id]]);
    });

    test('[J3] a number as a room name is its decimal text', async () => {
      const [first, second] = await connectMany(2);
      first.emit('join', 123456);
      expect((await first.next('joined'))[0]).toBe('123456');
      await join(second, '123456');
      expect((await first.next('otherjoin'))[0]).toBe('123456');
    });

    test('[J4] a third is told that the room is full, is outside, and disturbs nobody', async () => {
      const [first, second, third] = await connectMany(3);
      const a = await join(first, 'kitchen');
      const b = await join(second, 'kitchen');
      third.emit('join', 'kitchen');
      const [room, id] = await third.next('full');
      expect(room).toBe('kitchen');
      expect(id).toMatch(MEMBER_ID);
      first.emit('message', 'kitchen', offer);
      third.emit('message', 'kitchen', { type: 'intruder' });
      expect(await third.next('refused')).toEqual(NOT_IN_KITCHEN);
      third.emit('leave', 'kitchen');
      expect(await third.next('refused')).toEqual(NOT_IN_KITCHEN);
      for (const client of [first, second, third]) await fence(client);
      expect(cameSince(first, 1)).toEqual([['otherjoin', 'kitchen', b, { id: b }]]);
      expect(cameSince(second, 1)).toEqual([['message', 'kitchen', offer, a]]);
      expect(cameSince(third, 0).map(([event]) => event)).toEqual(['full', 'refused', 'refused']);
    });

    test('[J5] who joins twice keeps the one seat, and nobody is told twice', async () => {
      const [first, second] = await connectMany(2);
      await join(first, 'kitchen');
      await join(second, 'kitchen');
      second.emit('join', 'kitchen');
      for (const client of [second, first]) await fence(client);
      expect(cameSince(first, 0).map(([event]) => event)).toEqual(['joined', 'otherjoin']);
      expect(cameSince(second, 0).map(([event]) => event)).toEqual(['joined']);
    });

    test('[R1] two clients connect: offer, answer and candidates reach the other, and only it', async () => {
      const [first, second, bystander] = await connectMany(3);
      const a = await join(first, 'kitchen');
      const b = await join(second, 'kitchen');
      await join(bystander, 'garden');
      await first.next('otherjoin');
      first.emit('message', 'kitchen', offer);
      first.emit('message', 'kitchen', candidate);
      expect(await second.next('message')).toEqual(['kitchen', offer, a]);
      second.emit('message', 'kitchen', answer);
      second.emit('message', 'kitchen', { ...candidate, label: 1 });
      expect(await first.next('message')).toEqual(['kitchen', answer, b]);
      expect(await first.next('message')).toEqual(['kitchen', { ...candidate, label: 1 }, b]);
      expect(await second.next('message')).toEqual(['kitchen', candidate, a]);
      await fence(bystander);
      expect(cameSince(bystander, 1)).toEqual([]);
    });

    test('[R2] anything else with a text as its type is relayed as it is', async () => {
      const [first, second] = await connectMany(2);
      const id = await join(first, 'kitchen');
      await join(second, 'kitchen');
      const data = { type: 'wave', how: ['left', { twice: true }, null, 1.5], ключ: '值' };
      first.emit('message', 'kitchen', data);
      expect(await second.next('message')).toEqual(['kitchen', data, id]);
    });

    test('[L1] who leaves is told, the other hears bye, and the seat is free at once', async () => {
      const [first, second, third] = await connectMany(3);
      await join(first, 'kitchen');
      const id = await join(second, 'kitchen');
      second.emit('leave', 'kitchen');
      expect(await second.next('leaved')).toEqual(['kitchen', id]);
      expect(await first.next('bye')).toEqual(['kitchen', id]);
      await join(third, 'kitchen');
      second.emit('message', 'kitchen', offer);
      await second.next('refused');
      for (const client of [first, third]) await fence(client);
      expect(cameSince(third, 1)).toEqual([]);
    });

    test('[L2] the connection of one who left may join again', async () => {
      const [first] = await connectMany(1);
      const before = await join(first, 'kitchen');
      first.emit('leave', 'kitchen');
      await first.next('leaved');
      expect(await join(first, 'kitchen')).not.toBe(before);
    });

    test.each(waysToGo)(
      '[D1] a connection that goes without leave (%s) is bye to the other, and its seat is free',
      async (how) => {
        const [first, second, third] = await connectMany(3);
        await join(first, 'kitchen');
        const id = await join(second, 'kitchen');
        second[how]();
        expect(await first.next('bye')).toEqual(['kitchen', id]);
        await join(third, 'kitchen');
      },
    );

    test('[J6] one connection sits in several rooms, and they never hear each other', async () => {
      const [first, second, third] = await connectMany(3);
      await join(first, 'kitchen');
      await join(first, 'garden');
      await join(second, 'kitchen');
      await join(third, 'garden');
      second.emit('message', 'kitchen', offer);
      expect((await first.next('message'))[0]).toBe('kitchen');
      await fence(third);
      expect(cameSince(third, 1)).toEqual([]);
    });
  });

  describe(`${name}: what we add`, () => {
    test('[W1] every request is answered', async () => {
      const [first, second] = await connectMany(2);
      const joined = await first.ask('join', 'kitchen', { name: 'Anna' });
      expect(joined).toMatchObject({ ok: true, room: 'kitchen', capacity: 2 });
      const { id, members } = joined as { id: string; members: unknown };
      expect(members).toEqual([{ id, name: 'Anna' }]);
      const other = (await second.ask('join', 'kitchen')) as { id: string; members: unknown };
      expect(other.members).toEqual([{ id, name: 'Anna' }, { id: other.id }]);
      expect(await first.ask('message', 'kitchen', offer)).toEqual({ ok: true });
      expect(await first.ask('leave', 'kitchen')).toEqual({ ok: true, room: 'kitchen', id });
    });

    test('[W2] a refusal has a stable code and a sentence', async () => {
      const people = await connectMany(3);
      for (const person of people.slice(0, 2)) await person.ask('join', 'kitchen');
      const refusal = (code: string) => ({ ok: false, code, message: expect.any(String) });
      expect(await people[2].ask('join', 'kitchen')).toEqual(refusal('full'));
      expect(await people[2].ask('leave', 'kitchen')).toEqual(refusal('not-in-room'));
      expect(await people[2].ask('message', 'kitchen', offer)).toEqual(refusal('not-in-room'));
      expect(await people[2].ask('dance', 'kitchen')).toEqual(refusal('unknown-event'));
      expect(await people[2].ask('join', '../x')).toEqual(refusal('invalid'));
    });

    test('[W3] a refusal without an acknowledgement is told, with the room and the code', async () => {
      const [first] = await connectMany(1);
      first.emit('message', 'kitchen', offer);
      expect(await first.next('refused')).toEqual(['kitchen', 'not-in-room', expect.any(String)]);
      first.emit('join');
      expect(await first.next('refused')).toEqual(['', 'invalid', expect.any(String)]);
    });

    test('[R3] a message to one member reaches that member alone', async () => {
      await served.close();
      served = await serve({ capacity: 3 });
      const [first, second, third] = await connectMany(3);
      const a = await join(first, 'kitchen');
      const b = await join(second, 'kitchen');
      await join(third, 'kitchen');
      expect(await first.ask('message', 'kitchen', offer, b)).toEqual({ ok: true });
      expect(await second.next('message')).toEqual(['kitchen', offer, a]);
      const missing = await first.ask('message', 'kitchen', offer, '@nobody0000000000');
      expect(missing).toMatchObject({ ok: false, code: 'no-such-member' });
      expect(await first.ask('message', 'kitchen', offer, a)).toMatchObject({ ok: false });
      await fence(third);
      expect(cameSince(third, 1)).toEqual([]);
    });

    test('[I2] help to connect is for members, and new credentials are limited', async () => {
      const [first] = await connectMany(1);
      expect(await first.ask('ice', 'kitchen')).toMatchObject({ code: 'not-in-room' });
      expect(await first.ask('join', 'kitchen')).toMatchObject({
        ice: { servers: [], lifetime: 3600 },
      });
      for (let count = 0; count < 5; count += 1) {
        expect(await first.ask('ice', 'kitchen')).toMatchObject({ ok: true });
      }
      expect(await first.ask('ice', 'kitchen')).toMatchObject({ ok: false, code: 'rate-limited' });
    });

    test('[I3] how a connection came about is reported by members, told to nobody, and limited', async () => {
      const [first, second] = await connectMany(2);
      expect(await first.ask('report', 'kitchen', 'direct')).toMatchObject({ code: 'not-in-room' });
      await join(second, 'kitchen');
      await join(first, 'kitchen');
      for (const report of ['direct', 'relayed', 'no-relay']) {
        expect(await first.ask('report', 'kitchen', report)).toEqual({ ok: true });
      }
      expect(await first.ask('report', 'kitchen', 'gossip')).toMatchObject({ code: 'invalid' });
      const more = Array.from({ length: 8 }, () => first.ask('report', 'kitchen', 'direct'));
      expect((await Promise.all(more)).at(-1)).toMatchObject({ code: 'rate-limited' });
      await fence(second);
      expect(cameSince(second, 2)).toEqual([]);
    });

    test('[J8] who stands at the door sees who is there, and is seen by nobody', async () => {
      const [first, second] = await connectMany(2);
      expect(await second.ask('look', 'kitchen')).toEqual({
        ok: true,
        room: 'kitchen',
        members: [],
        capacity: 2,
        hasRelay: false,
      });
      await first.ask('join', 'kitchen', { name: 'Anna' });
      expect(await second.ask('look', 'kitchen')).toMatchObject({ members: [{ name: 'Anna' }] });
      await fence(first);
      expect(cameSince(first, 1)).toEqual([]);
      expect(await second.ask('message', 'kitchen', offer)).toMatchObject({ code: 'not-in-room' });
      const more = Array.from({ length: 29 }, () => second.ask('look', 'kitchen'));
      expect((await Promise.all(more)).at(-1)).toMatchObject({ code: 'rate-limited' });
    });

    test('[X1] one connection sits in 8 rooms at most', async () => {
      const [first] = await connectMany(1);
      for (let room = 1; room <= 8; room += 1) await join(first, room);
      expect(await first.ask('join', 9)).toMatchObject({ ok: false, code: 'too-many-rooms' });
      await first.ask('leave', 1);
      expect(await first.ask('join', 9)).toMatchObject({ ok: true });
    });
  });
}
