import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { values } from '../support/hostile-values.ts';
import { type Served, serve } from '../support/serve.ts';
import { connectText, type TextClient } from '../support/text-client.ts';

/** What a test has to know of a dialect to try what holds for all of them. */
export interface Family {
  readonly name: string;
  readonly path: string;
  /** Two connected clients in one room, of which the second calls the first, until the call has come. */
  meet(called: TextClient, caller: TextClient): Promise<void>;
  /** A candidate from the caller to the one it called. */
  readonly candidate: string;
  /** Of whom was called, that is gone: what the caller is told, where it is told anything. */
  readonly farewell: string | null;
  /** Frames with a place for anything, in every field. */
  readonly traps: readonly ((value: string) => string)[];
}

const DRAIN_MS = 10_000;

/** What holds on every wire alike, as far as the words of a dialect go. */
export function describeFamily({ name, path, meet, candidate, farewell, traps }: Family): void {
  let served: Served;
  let called: TextClient;
  let caller: TextClient;
  const all: TextClient[] = [];

  async function connect(): Promise<TextClient> {
    const client = await connectText(served.url, path);
    all.push(client);
    return client;
  }

  beforeEach(async () => {
    served = await serve({ door: { addressOf: () => 'one house' } });
    called = await connect();
    caller = await connect();
    await meet(called, caller);
  });
  afterEach(async () => {
    expect(served.faults).toEqual([]);
    for (const client of all.splice(0)) client.drop();
    await served.close();
  });

  describe(`the ${name} dialect`, () => {
    test('is counted by its name', async () => {
      expect(served.counted.connections).toMatchObject({ [name]: 2, websocket: 0 });
      expect(served.census().membersByWire.get(name)).toBeGreaterThanOrEqual(2);
      for (const client of [called, caller]) client.drop();
      await expect.poll(() => served.counted.connections).toMatchObject({ [name]: 0 });
      expect(served.census().rooms).toBe(0);
    });

    test('[D1] a connection that is lost gives its seat up', async () => {
      const before = caller.received.length;
      called.drop();
      await expect.poll(() => served.census().membersByWire.get(name) ?? 0).toBeLessThan(3);
      if (farewell === null) await caller.fence();
      else expect(await caller.next()).toBe(farewell);
      expect(caller.received).toHaveLength(before + (farewell === null ? 0 : 1));
    });

    test('[W5] a server that is about to end closes all, and tells nobody that somebody left', async () => {
      const before = [called, caller].map(({ received }) => received.length);
      const done = served.drain({ overMs: DRAIN_MS, schedule: served.clock.schedule });
      served.clock.advance(DRAIN_MS);
      expect(await Promise.all([called.closeCode, caller.closeCode])).toEqual([1001, 1001]);
      await done;
      expect([called, caller].map(({ received }) => received.length)).toEqual(before);
    });

    test('[X6] a hundred candidates pass, and a hundred more of an offer; who goes on is sent away', async () => {
      const before = called.received.length;
      for (let count = 0; count < 1_000; count += 1) caller.send(candidate);
      expect(await caller.closeCode).toBe(1008);
      await called.fence();
      const came = called.received.slice(before).filter((one) => one.includes('candidate:'));
      expect(came).toHaveLength(200);
    });

    test('[X3] a frame that is too large ends the connection', async () => {
      caller.send('x'.repeat(130 * 1024));
      expect(await caller.closeCode).toBe(1009);
    });

    test('[Y8] bytes end the connection', async () => {
      caller.send(Buffer.from(candidate));
      expect(await caller.closeCode).toBe(1007);
    });

    test.each(Object.entries(values))(
      '[X2] %s, wherever it stands, disturbs nobody',
      async (_what, value) => {
        for (const trap of [(one: string) => one, ...traps]) {
          const attacker = await connect();
          attacker.send(trap(value));
          await Promise.race([attacker.fence(), attacker.closeCode]);
          attacker.drop();
        }
        const before = called.received.length;
        caller.send(candidate);
        const hasCome = () =>
          called.received.slice(before).some((one) => one.includes('candidate:'));
        await expect.poll(hasCome).toBe(true);
      },
    );
  });
}
