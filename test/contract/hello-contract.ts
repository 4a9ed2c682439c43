import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PROTOCOL_VERSION } from '../../protocol/events.ts';
import { createConnections } from '../support/connections.ts';
import { GRACE_MS } from '../support/rooms.ts';
import { type Served, serve } from '../support/serve.ts';
import type { WireClient } from '../support/wire-client.ts';

interface Joined {
  readonly id: string;
  readonly token: string;
  readonly members: readonly { readonly id: string; readonly features?: readonly string[] }[];
}

const OWN = ['names', 'invitation', 'lock', 'password', 'knock', 'hands', 'directory'];
const NEWER = { versions: [PROTOCOL_VERSION + 1, PROTOCOL_VERSION + 2] };
const greeted = { ok: true, version: PROTOCOL_VERSION, features: OWN };
const refused = (code: string) => ({ ok: false, code, message: expect.any(String) });
const many = (count: number) => Array.from({ length: count }, (_, index) => `feature-${index}`);

const hostile: readonly (readonly unknown[])[] = [
  [],
  [null],
  [1],
  [[1]],
  [{}],
  [{ versions: 1 }],
  [{ versions: ['1'] }],
  [{ versions: Array(17).fill(1) }],
  [{ versions: Array(10_000).fill(1) }],
  [{ versions: [1], features: 'hands' }],
  [{ versions: [1], features: [7] }],
  [{ versions: [1], features: ['Hands'] }],
  [{ versions: [1], features: ['<b>'] }],
  [{ versions: [1], features: ['x'.repeat(25)] }],
  [{ versions: [1], features: many(17) }],
  [{ versions: [1], features: many(5_000) }],
];

/** Versions and features, on every wire alike. */
export function describeHello(name: string, connectTo: (url: string) => Promise<WireClient>): void {
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

  const greet = (client: WireClient, features?: readonly string[]) =>
    client.ask('hello', { versions: [PROTOCOL_VERSION], ...(features && { features }) });
  const join = (client: WireClient, options: object = {}) =>
    client.ask('join', 'kitchen', options) as Promise<Joined>;

  /** A sign of life comes after whatever was told before it. */
  async function eventsOf(client: WireClient): Promise<readonly string[]> {
    await client.ask('alive');
    return client.received.map(({ event }) => event);
  }

  describe(`${name}: hello`, () => {
    test('[G1] is answered with the version that both speak, also one who speaks newer ones as well', async () => {
      const client = await connect();
      expect(await greet(client)).toEqual(greeted);
      const versions = [...NEWER.versions, PROTOCOL_VERSION];
      expect(await client.ask('hello', { versions, mood: 'fine' }, 'more')).toEqual(greeted);
    });

    test('[G1] need not be said, nor waited for', async () => {
      const [old, client] = [await connect(), await connect()];
      await join(old);
      const answers = Promise.all([greet(client, ['hands']), join(client)]);
      expect(await answers).toMatchObject([greeted, { ok: true }]);
      expect(await eventsOf(old)).toEqual(['joined', 'otherjoin']);
      expect(await old.ask('message', 'kitchen', { type: 'wave' })).toEqual({ ok: true });
      expect((await client.next('message'))[1]).toEqual({ type: 'wave' });
    });

    test('[G2] without a common version nobody comes in, until one is said that is spoken', async () => {
      const client = await connect();
      const answer = await client.ask('hello', NEWER);
      expect(answer).toEqual(refused('no-common-version'));
      expect(answer).toMatchObject({ message: expect.stringContaining('update the older') });
      expect(await join(client)).toEqual(refused('no-common-version'));
      const other = await connect();
      expect((await join(other)).members).toHaveLength(1);
      expect(await greet(client)).toEqual(greeted);
      expect((await join(client)).members).toHaveLength(2);
    });

    test.each([[[]], [[0]], [[-1]], [[1.5, 9e15]]])(
      '[G2] of %s none is spoken',
      async (versions) => {
        const client = await connect();
        const answer = await client.ask('hello', { versions });
        expect(answer).toEqual(refused('no-common-version'));
      },
    );

    test('[G2] who passes no acknowledgement is told so', async () => {
      const client = await connect();
      client.emit('hello', NEWER);
      expect((await client.next('refused')).slice(0, 2)).toEqual(['', 'no-common-version']);
    });

    test('[G2] a seat that is there already stays', async () => {
      const [first, second] = [await connect(), await connect()];
      for (const client of [first, second]) await join(client);
      await first.ask('hello', NEWER);
      expect(await first.ask('message', 'kitchen', { type: 'wave' })).toEqual({ ok: true });
      await second.next('message');
      expect(await first.ask('leave', 'kitchen')).toMatchObject({ ok: true });
    });

    test('[G3] a server names what it has, and nothing else', async () => {
      dropAll();
      await served.close();
      served = await serve({ access: { LEAVE_OUT: ['hands'] } });
      const client = await connect();
      const features = OWN.filter((feature) => feature !== 'hands');
      expect(await greet(client)).toEqual({ ...greeted, features });
      expect(await client.ask('hands-up', 'kitchen')).toEqual(refused('unknown-event'));
    });

    test('[G4] what a client can do is told with each of its seats', async () => {
      const [first, second] = [await connect(), await connect()];
      await greet(first, ['hands', 'levitation']);
      const { id: one } = await join(first);
      const { id: other, members } = await join(second);
      expect(members).toEqual([{ id: one, features: ['hands', 'levitation'] }, { id: other }]);
      expect((await first.next('otherjoin'))[2]).toEqual({ id: other });
      await second.ask('leave', 'kitchen');
      const { id } = await join(second, { features: ['hands'] });
      expect((await first.next('otherjoin'))[2]).toEqual({ id, features: ['hands'] });
    });

    test('[G4] it stays with the seat when the connection is another one', async () => {
      const [first, second] = [await connect(), await connect()];
      await greet(first, ['hands']);
      const { id, token } = await join(first);
      await join(second);
      await first.close();
      await second.next('away');
      const again = await connect();
      await again.ask('join', 'kitchen', { token });
      expect((await second.next('back'))[2]).toEqual({ id, features: ['hands'], isNew: true });
      served.clock.advance(GRACE_MS);
      expect(await eventsOf(second)).toEqual(['joined', 'away', 'back']);
    });

    test('[G4] none is not the same as nothing said', async () => {
      const [first, second] = [await connect(), await connect()];
      await greet(first, []);
      const { id } = await join(first);
      expect((await join(second)).members[0]).toEqual({ id, features: [] });
    });

    test('[G4] what is no greeting is invalid, and the connection goes on', async () => {
      const client = await connect();
      for (const args of hostile) {
        expect(await client.ask('hello', ...args), JSON.stringify(args).slice(0, 60)).toEqual(
          refused('invalid'),
        );
      }
      const features = many(17);
      expect(await join(client, { features })).toEqual(refused('invalid'));
      expect(await greet(client, many(16))).toEqual(greeted);
    });

    test('[G5] said again it counts for what comes after, and nobody is told', async () => {
      const [first, second] = [await connect(), await connect()];
      await join(first);
      await greet(second, ['hands']);
      const { id } = await join(second);
      await greet(second, ['chat']);
      expect(await join(second)).toMatchObject({ members: [{}, { id, features: ['hands'] }] });
      expect(await eventsOf(first)).toEqual(['joined', 'otherjoin']);
      await second.ask('leave', 'kitchen');
      expect((await join(second)).members[1]).toMatchObject({ features: ['chat'] });
    });
  });
}
