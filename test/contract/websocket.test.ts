import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { events, values } from '../support/hostile-values.ts';
import { connectPlain, type PlainClient } from '../support/plain-client.ts';
import { type Served, serve } from '../support/serve.ts';
import { describeAccess } from './access-contract.ts';
import { describeDirectory } from './directory-contract.ts';
import { describeDrain } from './drain-contract.ts';
import { describeHello } from './hello-contract.ts';
import { describeLimits } from './limits-contract.ts';
import { describeRoles } from './role-contract.ts';
import { describeSeats } from './seat-contract.ts';
import { describeWire } from './wire-contract.ts';

const NAME = 'WebSocket, plain';

describeWire(NAME, connectPlain);
describeSeats(NAME, connectPlain);
describeDrain(NAME, connectPlain);
describeLimits(NAME, connectPlain);
describeAccess(NAME, connectPlain);
describeDirectory(NAME, connectPlain);
describeRoles(NAME, connectPlain);
describeHello(NAME, connectPlain);

describe(`${NAME}: frames`, () => {
  let served: Served;
  let client: PlainClient;
  beforeEach(async () => {
    served = await serve();
    client = await connectPlain(served.url);
  });
  afterEach(async () => {
    expect(served.faults).toEqual([]);
    client.drop();
    await served.close();
  });

  test('[T1] an answer names what it answers, by number or text, and comes only where it was asked for', async () => {
    client.sendFrame('{"event": "alive", "ack": "first"}');
    client.sendFrame('{"event": "alive", "args": []}');
    expect(await client.ask('alive')).toEqual({ ok: true });
    expect(client.received).toEqual([]);
  });

  test.each([
    ['no JSON', 'join'],
    ['an array', '["join", "kitchen"]'],
    ['no event', '{"args": ["kitchen"]}'],
    ['arguments that are no list', '{"event": "join", "args": "kitchen"}'],
    ['an ack that is an object', '{"event": "alive", "ack": {}}'],
    ['20,000 brackets', '['.repeat(20_000)],
    ['bytes', Buffer.from('{"event": "alive"}')],
  ])('[T2] who sends %s is told so, and closed', async (_what, frame) => {
    client.sendFrame(frame);
    expect(await client.next('refused')).toEqual(['', 'invalid', expect.any(String)]);
    expect(await client.closeCode).toBe(1007);
  });

  test('[T3] who gives no sign of life is gone, and who gives one is not', async () => {
    const pulsing = await serve({ pulse: { everyMs: 100, withinMs: 2_000 } });
    const [lively, silent] = [await connectPlain(pulsing.url), await connectPlain(pulsing.url)];
    for (const one of [lively, silent]) await one.ask('join', 'kitchen');
    silent.pause();
    await lively.next('away');
    expect(await lively.ask('alive')).toEqual({ ok: true });
    for (const one of [lively, silent]) one.drop();
    await pulsing.close();
  });

  test('[X7] who pings without end is sent away', async () => {
    for (let count = 0; count < 500; count += 1) client.ping();
    await client.closed;
  });

  test.each(events)('[X2] %s with every wrong argument disturbs nobody', async (event) => {
    const pair = [await connectPlain(served.url), await connectPlain(served.url)] as const;
    for (const one of pair) await one.ask('join', 'bystanders');
    for (const value of Object.values(values)) {
      const places = [[value], ['"kitchen"', value], ['"kitchen"', '{}', value]];
      for (const args of places) {
        client.sendFrame(`{"event": ${JSON.stringify(event)}, "args": [${args}], "ack": 7}`);
      }
      await client.close();
      client = await connectPlain(served.url);
    }
    await pair[0].ask('message', 'bystanders', { type: 'ping' });
    expect(await pair[1].next('message')).toMatchObject({ 1: { type: 'ping' } });
    expect(pair[0].received.map((one) => one.event)).toEqual(['joined', 'otherjoin']);
    for (const one of pair) one.drop();
  });

  test('[X3] a frame that is too large ends the connection', async () => {
    client.sendFrame(`{"event": "x", "args": ["${'x'.repeat(128 * 1024)}"]}`);
    expect(await client.closeCode).toBe(1009);
  });

  test('[X9] who does not read is sent away', async () => {
    const slow = await connectPlain(served.url);
    await slow.ask('join', 'kitchen');
    await client.ask('join', 'kitchen');
    slow.pause();
    const data = { type: 'x', text: 'x'.repeat(60_000) };
    let isGone = false;
    void client.next('away').then(() => {
      isGone = true;
    });
    while (!isGone) {
      served.clock.advance(1_000);
      await client.ask('message', 'kitchen', data);
    }
    slow.drop();
  });

  test('[X10] a page of another host is refused at the handshake', async () => {
    const closed = await serve({ door: { isOriginAllowed: () => false } });
    await expect(connectPlain(closed.url)).rejects.toThrow('403');
    await closed.close();
  });

  test('another path is not answered by this wire', async () => {
    const elsewhere = request(`${served.url}/ws/none`, {
      headers: { connection: 'upgrade', upgrade: 'websocket' },
    });
    const ended = new Promise((resolve) => elsewhere.once('error', resolve));
    elsewhere.end();
    await ended;
  });
});
