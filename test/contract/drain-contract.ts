import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Served, serve } from '../support/serve.ts';
import type { WireClient } from '../support/wire-client.ts';

/** Longer than three connections are spread over. */
const DRAIN_MS = 10_000;

/** How a server sends its members elsewhere, on every wire alike. */
export function describeDrain(name: string, connectTo: (url: string) => Promise<WireClient>): void {
  let served: Served;
  let clients: WireClient[];
  let closed: number[];

  beforeEach(async () => {
    served = await serve();
    clients = [];
    closed = [];
    for (const index of [0, 1, 2]) {
      const client = await connectTo(served.url);
      clients.push(client);
      void client.closed.then(() => closed.push(index));
      await client.ask('join', index < 2 ? 'kitchen' : 'garden');
    }
  });
  afterEach(async () => {
    expect(served.faults).toEqual([]);
    for (const client of clients) client.drop();
    await served.close();
  });

  const drain = () => served.drain({ overMs: DRAIN_MS, schedule: served.clock.schedule });
  const events = () => clients.flatMap(({ received }) => received.map(({ event }) => event));

  describe(`${name}: a server that is about to end`, () => {
    test('[W5] closes one after the other, and tells nobody that somebody left', async () => {
      const before = events();
      const done = drain();
      for (const [index, client] of clients.entries()) {
        served.clock.advance(index === 0 ? 0 : 50);
        await client.closed;
        expect(closed).toEqual([0, 1, 2].slice(0, index + 1));
      }
      served.clock.advance(50);
      await done;
      expect(events()).toEqual(before);
    });

    test('[W5] closes at once whoever asks, relays nothing, and lets nobody in', async () => {
      const before = events();
      const done = drain();
      const [, asks] = clients;
      asks?.emit('message', 'kitchen', { type: 'ping' });
      await asks?.closed;
      expect(closed).toEqual([1]);
      await expect(connectTo(served.url)).rejects.toThrow();
      served.clock.advance(DRAIN_MS);
      await done;
      await Promise.all(clients.map((client) => client.closed));
      expect(events()).toEqual(before);
    });
  });
}
