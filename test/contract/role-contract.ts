import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createConnections } from '../support/connections.ts';
import { GRACE_MS } from '../support/rooms.ts';
import { type Served, serve } from '../support/serve.ts';
import type { WireClient } from '../support/wire-client.ts';

interface Joined {
  readonly id: string;
  readonly token: string;
  readonly capacity: number;
  readonly members: readonly { readonly id: string; readonly role?: string }[];
}

const ping = { type: 'ping' };

/** Senders and receivers, on every wire that has the words for them. */
export function describeRoles(name: string, connectTo: (url: string) => Promise<WireClient>): void {
  let served: Served;
  const { connect, dropAll } = createConnections(() => connectTo(served.url));

  beforeEach(async () => {
    served = await serve();
  });
  afterEach(async () => {
    expect(served.faults).toEqual([]);
    dropAll();
    await served.close();
  });

  const join = (client: WireClient, options: object) =>
    client.ask('join', 'studio', options) as Promise<Joined>;

  async function enter(role: string): Promise<[WireClient, Joined]> {
    const client = await connect();
    return [client, await join(client, { role, name: role })];
  }

  /** When it resolves, whatever the server had to say to this client before has come. */
  const heard = async (client: WireClient) => {
    await client.ask('alive');
    return client.received.map(({ event, args }) => [event, ...args.slice(1)]);
  };

  describe(`${name}: roles`, () => {
    test('[O1] a sender and a receiver meet, and each is told the role of the other', async () => {
      const [sender, { id: from }] = await enter('sender');
      const [, { id, members }] = await enter('receiver');
      expect(members).toEqual([
        { id: from, name: 'sender', role: 'sender' },
        { id, name: 'receiver', role: 'receiver' },
      ]);
      const [, , info] = await sender.next('otherjoin');
      expect(info).toEqual({ id, name: 'receiver', role: 'receiver' });
    });

    test('[O2] two receivers hear nothing of each other, and can say nothing', async () => {
      const [sender, { id: from }] = await enter('sender');
      const [first, one] = await enter('receiver');
      const [second, other] = await enter('receiver');
      expect(other.members.map(({ id }) => id)).toEqual([from, other.id]);
      expect(await first.ask('message', 'studio', ping)).toEqual({ ok: true });
      expect(await sender.next('message')).toEqual(['studio', ping, one.id]);
      expect(await first.ask('message', 'studio', ping, other.id)).toMatchObject({
        code: 'no-such-member',
      });
      await first.ask('leave', 'studio');
      expect(await heard(second)).toEqual([['joined', other.id]]);
      expect(await heard(sender)).toContainEqual(['bye', one.id]);
    });

    test('[O2] two senders don’t connect; a participant connects with everybody', async () => {
      const [first] = await enter('sender');
      const [second, { members }] = await enter('sender');
      expect(members).toHaveLength(1);
      const [person, { members: all }] = await enter('participant');
      expect(all.map(({ role }) => role)).toEqual(['sender', 'sender', undefined]);
      await person.ask('message', 'studio', ping);
      for (const sender of [first, second]) expect((await sender.next('message'))[1]).toEqual(ping);
      expect((await heard(first)).map(([event]) => event)).toEqual([
        'joined',
        'otherjoin',
        'message',
      ]);
    });

    test('[O3] a room that a camera opens has many seats, one that a person opens has two', async () => {
      const [, { capacity }] = await enter('sender');
      expect(capacity).toBe(64);
      for (let count = 1; count < 64; count += 1) await enter('receiver');
      const late = await connect();
      expect(await join(late, { role: 'receiver' })).toMatchObject({ code: 'full' });
      const [person, camera] = [await connect(), await connect()];
      expect(await person.ask('join', 'kitchen')).toMatchObject({ capacity: 2 });
      await camera.ask('join', 'kitchen', { role: 'sender' });
      expect(await late.ask('join', 'kitchen', { role: 'receiver' })).toMatchObject({
        code: 'full',
      });
    });

    test('[S1] a receiver that comes back is a receiver', async () => {
      const [sender] = await enter('sender');
      const [lost, { id, token }] = await enter('receiver');
      lost.drop();
      await sender.next('away');
      const again = await connect();
      expect(await join(again, { token, received: 0 })).toMatchObject({ id, capacity: 64 });
      expect((await sender.next('back'))[2]).toMatchObject({ role: 'receiver' });
      await enter('receiver');
      expect(await heard(again)).toEqual([]);
      again.drop();
      await sender.next('away');
      served.clock.advance(GRACE_MS);
      await sender.next('bye');
    });

    test('[O1] what is no role is invalid', async () => {
      expect(await join(await connect(), { role: 'admin' })).toMatchObject({ code: 'invalid' });
    });
  });
}
