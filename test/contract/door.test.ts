import { request } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { connectRaw } from '../support/raw-client.ts';
import { type Served, serve } from '../support/serve.ts';

let served: Served;
afterEach(async () => {
  expect(served.faults).toEqual([]);
  await served.close();
});

const UPGRADE = {
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
};

/** As Engine.IO does. */
const REFUSED = { websocket: 400, polling: 403 };

/** The status that a handshake is answered with, in the form that each transport begins with. */
function shakeHands(transport: 'websocket' | 'polling', origin: string): Promise<number> {
  const url = `${served.url}/socket.io/?EIO=4&transport=${transport}`;
  const upgrade = transport === 'websocket' ? UPGRADE : {};
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers: { Origin: origin, ...upgrade } });
    sent.on('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('upgrade', (_response, socket) => {
      socket.destroy();
      resolve(101);
    });
    sent.on('error', reject).end();
  });
}

test.each(['websocket', 'polling'] as const)(
  '[X10] a page that may not connect is refused over %s',
  async (transport) => {
    const turnedAway: unknown[] = [];
    served = await serve({
      door: {
        isOriginAllowed: ({ headers }) => headers.origin !== 'https://evil.example',
        onTurnedAway: (why) => turnedAway.push(why),
      },
    });
    expect(await shakeHands(transport, 'https://evil.example')).toBe(REFUSED[transport]);
    expect(turnedAway).toEqual(['origin']);
    expect(await shakeHands(transport, 'https://calls.example')).toBeLessThan(300);
  },
);

test('[X11] 50 connections of one address, on whatever transport, and one more when one has gone', async () => {
  served = await serve({ door: { addressOf: () => '192.0.2.1' } });
  const kinds = ['eio4', 'eio3', 'polling'] as const;
  const clients = await Promise.all(
    Array.from({ length: 50 }, (_, index) => connectRaw(served.url, kinds[index % 3] ?? 'eio4')),
  );
  for (const transport of ['websocket', 'polling'] as const) {
    expect(await shakeHands(transport, 'http://127.0.0.1')).toBe(REFUSED[transport]);
  }
  // Those that are in are not disturbed, on any transport.
  for (const client of clients) expect(await client.ask('alive')).toEqual({ ok: true });
  await clients[0]?.close();
  const next = await connectRaw(served.url);
  await expect(connectRaw(served.url)).rejects.toThrow();
  for (const client of [next, ...clients]) client.drop();
});

test('[X11] those who were turned away do not count', async () => {
  served = await serve({
    limits: { connectionsPerAddress: 1 },
    door: {
      addressOf: () => '192.0.2.1',
      isOriginAllowed: ({ headers }) => headers.origin === undefined,
    },
  });
  for (let count = 0; count < 10; count += 1) await shakeHands('websocket', 'https://evil.example');
  const client = await connectRaw(served.url);
  expect(await client.ask('alive')).toEqual({ ok: true });
  client.drop();
});
