import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createConnections } from '../support/connections.ts';
import { GRACE_MS } from '../support/rooms.ts';
import { type Served, serve } from '../support/serve.ts';
import type { WireClient } from '../support/wire-client.ts';

interface Joined {
  readonly ok: boolean;
  readonly id: string;
  readonly token: string;
  readonly taken?: number;
  readonly isResumed?: boolean;
  readonly members: readonly unknown[];
}

const ping = (count: number) => ({ type: 'ping', count });

/** Seats that outlive their connections, on every wire alike. */
export function describeSeats(name: string, connectTo: (url: string) => Promise<WireClient>): void {
  let served: Served;
  const { connect, dropAll } = createConnections(() => connectTo(served.url));

  const join = (client: WireClient, options = {}) =>
    client.ask('join', 'kitchen', options) as Promise<Joined>;

  /** Two who can come back, in one room. */
  async function seat(): Promise<[WireClient, Joined, WireClient, Joined]> {
    const [first, second] = [await connect(), await connect()];
    const anna = await join(first, { name: 'Anna' });
    const minh = await join(second, { name: 'Minh' });
    await first.next('otherjoin');
    return [first, anna, second, minh];
  }

  const eventsOf = (client: WireClient) => client.received.map(({ event }) => event);

  async function lose(client: WireClient, witness: WireClient): Promise<void> {
    client.drop();
    await witness.next('away');
  }

  beforeEach(async () => {
    served = await serve();
  });
  afterEach(async () => {
    expect(served.faults).toEqual([]);
    dropAll();
    await served.close();
  });

  describe(`${name}: seats`, () => {
    test('[S1] a lost connection holds the seat, and the token brings its member back', async () => {
      const [first, , second, minh] = await seat();
      await lose(second, first);
      expect((await join(await connect())).ok).toBe(false);
      const again = await connect();
      const back = await join(again, { token: minh.token, received: 0 });
      expect(back).toMatchObject({ ok: true, id: minh.id, isResumed: true, taken: 0 });
      expect(back.token).not.toBe(minh.token);
      const info = { id: minh.id, name: 'Minh' };
      expect(await first.next('back')).toEqual(['kitchen', minh.id, info]);
      expect(eventsOf(first)).toEqual(['joined', 'otherjoin', 'away', 'back']);
    });

    test('[W4] whoever asks whether anybody is there is answered, with a seat or without', async () => {
      const [first] = await seat();
      for (const client of [first, await connect()]) {
        expect(await client.ask('alive')).toEqual({ ok: true });
      }
    });

    test('[S2] when the grace is over the seat is free, and the other hears bye', async () => {
      const [first, , second, minh] = await seat();
      await lose(second, first);
      served.clock.advance(GRACE_MS - 1);
      expect(await (await connect()).ask('join', 'kitchen')).toMatchObject({ code: 'full' });
      served.clock.advance(1);
      expect(await first.next('bye')).toEqual(['kitchen', minh.id, { isLost: true }]);
      const late = await (await connect()).ask('join', 'kitchen', { token: minh.token });
      expect(late).toMatchObject({ ok: false, code: 'seat-lost' });
      expect(await (await connect()).ask('join', 'kitchen')).toMatchObject({ ok: true });
    });

    test('[S3] what was said meanwhile is delivered once, in order, before the answer', async () => {
      const [first, anna, second, minh] = await seat();
      await first.ask('message', 'kitchen', ping(1), minh.id);
      await second.next('message');
      await lose(second, first);
      for (const count of [2, 3]) await first.ask('message', 'kitchen', ping(count));
      const again = await connect();
      await join(again, { token: minh.token, received: 1 });
      await first.ask('message', 'kitchen', ping(4));
      for (const count of [2, 3, 4]) {
        expect(await again.next('message')).toEqual(['kitchen', ping(count), anna.id]);
      }
      expect(eventsOf(again)).toEqual(['message', 'message', 'message']);
    });

    test('[S3] the server says how many messages it has taken from a seat', async () => {
      const [first, , second, minh] = await seat();
      for (const count of [1, 2, 3]) await second.ask('message', 'kitchen', ping(count));
      await lose(second, first);
      const back = await join(await connect(), { token: minh.token, received: 0 });
      expect(back.taken).toBe(3);
    });

    test('[S5] who comes back without a memory is new: the others are told to start over', async () => {
      const [first, , second, minh] = await seat();
      expect(await second.ask('hold', 'kitchen')).toMatchObject({ ok: true, id: minh.id });
      await first.next('away');
      await first.ask('message', 'kitchen', ping(1));
      const again = await connect();
      const back = await join(again, { token: minh.token });
      expect(back).toMatchObject({ id: minh.id, isResumed: true });
      expect(back.taken).toBeUndefined();
      expect(await first.next('back')).toMatchObject(['kitchen', minh.id, { isNew: true }]);
      await again.ask('leave', 'garden');
      expect(eventsOf(again)).toEqual([]);
    });

    test('[S5] a page that went and is not back within 5 s is gone', async () => {
      const [first, , second, minh] = await seat();
      await second.ask('hold', 'kitchen');
      await second.close();
      served.clock.advance(4999);
      await first.ask('leave', 'garden');
      expect(eventsOf(first)).not.toContain('bye');
      served.clock.advance(1);
      expect(await first.next('bye')).toEqual(['kitchen', minh.id]);
    });

    test('[S6] the newest connection has the seat; the other is told, and is outside', async () => {
      const [first, , second, minh] = await seat();
      const tab = await connect();
      expect(await join(tab, { token: minh.token })).toMatchObject({ ok: true, id: minh.id });
      expect(await second.next('ejected')).toEqual(['kitchen', minh.id, 'taken-over']);
      expect(await second.ask('message', 'kitchen', ping(1))).toMatchObject({
        code: 'not-in-room',
      });
      await second.close();
      await first.ask('message', 'kitchen', ping(2));
      expect(await tab.next('message')).toMatchObject({ 1: ping(2) });
      expect(eventsOf(first)).toEqual(['joined', 'otherjoin', 'back']);
    });

    test('[S7] a member without a token is gone with its connection', async () => {
      const [first, second] = [await connect(), await connect()];
      await join(first);
      second.emit('join', 'kitchen');
      const [, id] = await second.next('joined');
      second.drop();
      expect(await first.next('bye')).toEqual(['kitchen', id]);
      expect(eventsOf(first)).not.toContain('away');
    });

    test('[S7] a member that knows nothing of seats sees one who starts over go and come', async () => {
      const [plain, second] = [await connect(), await connect()];
      plain.emit('join', 'kitchen');
      await plain.next('joined');
      const minh = await join(second);
      second.drop();
      await plain.next('away');
      await join(await connect(), { token: minh.token });
      await plain.ask('leave', 'garden');
      expect(eventsOf(plain).slice(1)).toEqual(['otherjoin', 'away', 'bye', 'otherjoin']);
    });

    test('[S8] leaving frees the seat at once and uses the token up', async () => {
      const [first, , second, minh] = await seat();
      await second.ask('leave', 'kitchen');
      await first.next('bye');
      const again = await (await connect()).ask('join', 'kitchen', { token: minh.token });
      expect(again).toMatchObject({ ok: false, code: 'seat-lost' });
    });

    test('[S9] every token that does not fit is refused alike, and disturbs nobody', async () => {
      const [first, anna, second, minh] = await seat();
      await lose(second, first);
      const again = await connect();
      await join(again, { token: minh.token, received: 0 });
      await first.next('back');
      const elsewhere = (await first.ask('join', 'garden')) as Joined;
      const [payload = '', signature = ''] = anna.token.split('.');
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
      const forge = (changed: object) =>
        Buffer.from(JSON.stringify({ ...claims, ...changed })).toString('base64url');
      const tokens = [
        minh.token,
        elsewhere.token,
        '',
        '.',
        'x.y',
        payload,
        `${payload}.`,
        `${payload}.${signature.slice(1)}`,
        `${payload}.${signature}.${signature}`,
        `${forge({ serial: 99 })}.${signature}`,
        `${forge({ alg: 'none' })}.`,
        'x'.repeat(1024),
      ];
      const attacker = await connect();
      const refusals = new Set<string>();
      for (const token of tokens) {
        refusals.add(JSON.stringify(await attacker.ask('join', 'kitchen', { token, received: 0 })));
        refusals.add(JSON.stringify(await attacker.ask('join', 'no-such-room', { token })));
      }
      expect(refusals.size).toBe(1);
      expect([...refusals][0]).toContain('seat-lost');
      const huge = await attacker.ask('join', 'kitchen', { token: 'x'.repeat(60_000) });
      expect(huge).toMatchObject({ ok: false, code: 'invalid' });
      expect(eventsOf(first)).toEqual(['joined', 'otherjoin', 'away', 'back', 'joined']);
    });

    describe('asked for again with its attempt', () => {
      const attempt = '5f0c7a91e2d84b36';

      test('[S10] is the seat of the first time, and there is no second', async () => {
        const [first, second] = [await connect(), await connect()];
        await join(first);
        const lost = await join(second, { attempt });
        await first.next('otherjoin');
        await lose(second, first);
        const again = await connect();
        const found = await join(again, { attempt });
        expect(found).toMatchObject({ ok: true, id: lost.id, isResumed: true });
        expect(await first.next('back')).toMatchObject(['kitchen', lost.id, { isNew: true }]);
        expect(await (await connect()).ask('join', 'kitchen')).toMatchObject({ code: 'full' });
        expect(JSON.stringify(first.received)).not.toContain(attempt);
      });

      test('[S10] is the same one before the server has missed the connection of the first', async () => {
        const [second, again] = [await connect(), await connect()];
        const lost = await join(second, { attempt });
        expect(await join(again, { attempt })).toMatchObject({ ok: true, id: lost.id });
        expect(await second.next('ejected')).toEqual(['kitchen', lost.id, 'taken-over']);
        const { members } = (await (await connect()).ask('look', 'kitchen')) as Joined;
        expect(members).toHaveLength(1);
      });

      test('[S10] is one seat for ten who ask in the same instant', async () => {
        const clients = await Promise.all(Array.from({ length: 10 }, () => connect()));
        const all = await Promise.all(clients.map((client) => join(client, { attempt })));
        expect(new Set(all.map(({ id }) => id)).size).toBe(1);
      });

      test('[S10] is another one after it was left, and for whoever has another secret', async () => {
        const [first, second] = [await connect(), await connect()];
        const before = await join(first, { attempt });
        await first.ask('leave', 'kitchen');
        const after = await join(first, { attempt });
        const other = await join(second, { attempt: attempt.toUpperCase() });
        expect(new Set([before.id, after.id, other.id]).size).toBe(3);
      });

      test.each(['short', 'x'.repeat(65), 7, {}])('[S10] by %j is invalid', async (nonsense) => {
        const client = await connect();
        const answer = await client.ask('join', 'kitchen', { attempt: nonsense });
        expect(answer).toMatchObject({ ok: false, code: 'invalid' });
      });
    });
  });
}
