import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Served, serve } from '../support/serve.ts';
import type { WireClient } from '../support/wire-client.ts';

const offer = { type: 'offer', sdp: 'v=0\r\na=fingerprint:sha-256 AB\r\n' };
const candidate = { type: 'candidate', label: 0, id: '0', candidate: 'candidate:1' };

/** What a connection may take of the server, on every wire alike. */
export function describeLimits(
  name: string,
  connectTo: (url: string) => Promise<WireClient>,
): void {
  let served: Served;
  let sender: WireClient;
  let receiver: WireClient;

  beforeEach(async () => {
    served = await serve();
    [sender, receiver] = [await connectTo(served.url), await connectTo(served.url)];
    for (const client of [sender, receiver]) await client.ask('join', 'kitchen');
  });
  afterEach(async () => {
    expect(served.faults).toEqual([]);
    for (const client of [sender, receiver]) client.drop();
    await served.close();
  });

  const send = (data: object) => sender.ask('message', 'kitchen', data);
  const sendMany = (count: number, data: object) =>
    Promise.all(Array.from({ length: count }, () => send(data)));

  /** What came until now, of one kind. */
  async function countReceived(kind: string): Promise<number> {
    await receiver.ask('leave', 'nowhere');
    const kinds = receiver.received.map(({ args }) => (args[1] as { type?: string }).type);
    return kinds.filter((one) => one === kind).length;
  }

  describe(`${name}: limits`, () => {
    test('[X5] 60 requests at once and 20 a second after that, and no more', async () => {
      // One was to join.
      const answers = await sendMany(60, { type: 'wave' });
      expect(answers.slice(0, 59)).toEqual(Array.from({ length: 59 }, () => ({ ok: true })));
      expect(answers[59]).toMatchObject({ ok: false, code: 'rate-limited' });
      served.clock.advance(500);
      const later = await sendMany(11, { type: 'wave' });
      expect(later[9]).toEqual({ ok: true });
      expect(later[10]).toMatchObject({ code: 'rate-limited' });
      expect(await countReceived('wave')).toBe(69);
    });

    test('[X6] the first hundred of many candidates pass, and a hundred more with a description', async () => {
      const answers = await sendMany(110, candidate);
      expect(answers[99]).toEqual({ ok: true });
      expect(answers[100]).toMatchObject({ ok: false, code: 'rate-limited' });
      expect(await send(offer)).toEqual({ ok: true });
      const more = await sendMany(101, candidate);
      expect(more[99]).toEqual({ ok: true });
      expect(more[100]).toMatchObject({ code: 'rate-limited' });
      expect(await countReceived('candidate')).toBe(200);
    });

    test('[X7] who goes on asking is sent away, and the other hears no more of it', async () => {
      for (let count = 0; count < 10_000; count += 1) sender.emit('message', 'kitchen', candidate);
      await sender.closed;
      expect(await countReceived('candidate')).toBe(100);
    });

    test('[X8] who has not asked for anything within 10 s is sent away', async () => {
      const [silent, refused, busy] = [
        await connectTo(served.url),
        await connectTo(served.url),
        await connectTo(served.url),
      ];
      await refused.ask('leave', 'nowhere');
      await busy.ask('alive');
      served.clock.advance(9_999);
      for (const client of [silent, refused]) await client.ask('leave', 'nowhere');
      served.clock.advance(1);
      await Promise.all([silent.closed, refused.closed]);
      expect(await busy.ask('alive')).toEqual({ ok: true });
      busy.drop();
    });
  });
}
