import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deepArray, deepObject, events, values } from '../support/hostile-values.ts';
import { connectRaw, type RawClient } from '../support/raw-client.ts';
import { type Served, serve } from '../support/serve.ts';

const rooms = ['', ' ', 'a b', '../x', 'a/b', 'a\0b', '\u202egnp', '\ud800', 'ü', 'x'.repeat(65)];

let served: Served;
let attacker: RawClient;
let pair: readonly [RawClient, RawClient];

beforeEach(async () => {
  // All of it has to be looked at: how much of it is taken is another matter.
  served = await serve({ limits: { eventsBurst: 10_000 } });
  attacker = await connectRaw(served.url);
  pair = [await connectRaw(served.url), await connectRaw(served.url)];
  for (const client of pair) await client.ask('join', 'bystanders');
});

afterEach(async () => {
  await expectUndisturbed();
  expect(served.faults).toEqual([]);
  for (const client of [attacker, ...pair]) client.drop();
  await served.close();
});

/** The two in another room exchange messages as if nothing were, and have heard nothing else. */
async function expectUndisturbed(): Promise<void> {
  const [first, second] = pair;
  for (let count = 0; count < 10; count += 1) {
    expect(await first.ask('message', 'bystanders', { type: 'ping', count })).toEqual({ ok: true });
    expect(await second.next('message')).toMatchObject({ 1: { type: 'ping', count } });
  }
  expect(first.received.map(({ event }) => event)).toEqual(['joined', 'otherjoin']);
  expect(second.received.length).toBe(11);
}

/** A connection may be closed for what it sent. The next one is served. */
async function reconnectWhenClosed(): Promise<void> {
  const isOpen = await Promise.race([
    attacker.ask('leave', 'nowhere').then(() => true),
    attacker.closed.then(() => false),
  ]);
  if (!isOpen) attacker = await connectRaw(served.url);
}

describe('[X2] nothing that a client sends ends the process or reaches another room', () => {
  test.each(events)('%s with every wrong argument in every place', async (event) => {
    for (const value of Object.values(values)) {
      for (const args of [[], [value], ['"kitchen"', value], ['"kitchen"', '{}', value]]) {
        for (const ack of ['', '7']) {
          attacker.sendFrame(`42${ack}[${[JSON.stringify(event), ...args].join()}]`);
        }
        await reconnectWhenClosed();
      }
    }
  });

  test.each(events)('%s from a member, at its own room', async (event) => {
    const other = await connectRaw(served.url);
    await other.ask('join', 'kitchen');
    for (const value of Object.values(values)) {
      await attacker.ask('join', 'kitchen');
      attacker.sendFrame(`42["${event}","kitchen",${value},${value}]`);
      attacker.sendFrame(`421["${event}","kitchen",${value}]`);
      await reconnectWhenClosed();
    }
    for (const { event: name, args } of other.received) {
      if (name === 'message') expect(depthOf(args)).toBeLessThanOrEqual(10);
    }
    other.drop();
  });

  test('nesting inside an attachment, and attachments that lie', async () => {
    const frames = [
      '451-["message","kitchen",{"_placeholder":true,"num":0}]',
      '451-["message","kitchen",{"type":"x","data":{"_placeholder":true,"num":99}}]',
      '452-["message",{"_placeholder":true,"num":0},{"_placeholder":true,"num":-1}]',
      `451-["message","kitchen",{"type":"x","data":${deepArray},"b":{"_placeholder":true,"num":0}}]`,
      '45999999-["message"]',
      '45-["message"]',
    ];
    for (const frame of frames) {
      attacker.sendFrame(frame);
      attacker.sendFrame(Buffer.from(deepArray));
      attacker.sendFrame(Buffer.from([0, 1, 2]));
      await reconnectWhenClosedAfterBinary();
    }
  });

  test('binary is no JSON, and is refused by name', async () => {
    const bystander = await connectRaw(served.url);
    await attacker.ask('join', 'kitchen');
    await bystander.ask('join', 'kitchen');
    attacker.sendFrame(
      '451-["message","kitchen",{"type":"x","data":{"_placeholder":true,"num":0}}]',
    );
    attacker.sendFrame(Buffer.from(deepArray));
    expect(await attacker.next('refused')).toMatchObject({ 0: 'kitchen', 1: 'invalid' });
    await bystander.ask('leave', 'nowhere');
    expect(bystander.received.map(({ event }) => event)).toEqual(['joined']);
    bystander.drop();
  });

  test('answers to questions that the server never asked', async () => {
    for (const value of Object.values(values)) {
      for (const frame of [`430[${value}]`, `437[${value}]`, `43[${value}]`, `461-7[${value}]`]) {
        attacker.sendFrame(frame);
        await reconnectWhenClosedAfterBinary();
      }
    }
  });

  test.each(['eio3', 'polling'] as const)('nesting on the way in over %s', async (transport) => {
    for (const value of [deepArray, deepObject]) {
      const client = await connectRaw(served.url, transport);
      await client.ask('join', 'kitchen');
      client.emit('message', 'kitchen', { type: 'x' });
      client.sendFrame(`42["message","kitchen",{"type":"x","data":${value}}]`);
      expect(await client.next('refused')).toMatchObject({ 0: 'kitchen', 1: 'invalid' });
      client.sendFrame(`42["join",${value}]`);
      expect(await client.next('refused')).toMatchObject({ 0: '', 1: 'invalid' });
      await client.close();
    }
  });

  test('frames that are no packets', async () => {
    const frames = [
      '',
      '4',
      '42',
      '42[',
      '42{}',
      '42[]',
      '42[null]',
      '42[{}]',
      '9',
      '43',
      '431',
      '4x',
    ];
    for (const frame of [
      ...frames,
      '40/admin,',
      '44"x"',
      '429999999999999999999["join"]',
      '46',
      '41',
    ]) {
      attacker.sendFrame(frame);
      await reconnectWhenClosedAfterBinary();
    }
  });

  /** After half of a packet no answer may come: a new connection is the way on. */
  async function reconnectWhenClosedAfterBinary(): Promise<void> {
    attacker.drop();
    await attacker.closed;
    attacker = await connectRaw(served.url);
  }
});

test.each(rooms)('[J7] %j is no room name', async (room) => {
  expect(await attacker.ask('join', room)).toMatchObject({ ok: false, code: 'invalid' });
});

test.each(['__proto__', 'constructor', 'hasOwnProperty', '..', '~', '0'])(
  '[J7] %j is a room like any other',
  async (room) => {
    const other = await connectRaw(served.url);
    expect(await attacker.ask('join', room)).toMatchObject({ ok: true, room });
    expect(await other.ask('join', room)).toMatchObject({ ok: true });
    expect(await attacker.ask('message', room, { type: 'x' })).toEqual({ ok: true });
    expect((await other.next('message'))[0]).toBe(room);
    other.drop();
  },
);

test('[J7] nobody enters a room by the id of a member', async () => {
  const { id } = (await attacker.ask('join', 'kitchen')) as { id: string };
  expect(await pair[0].ask('join', id)).toMatchObject({ ok: false, code: 'invalid' });
});

test('[X3] what is too large is refused by name, and far too large ends the connection', async () => {
  await attacker.ask('join', 'kitchen');
  const sdp = 'v=0\na=fingerprint:sha-256 AB\n'.padEnd(64 * 1024 + 1);
  expect(await attacker.ask('message', 'kitchen', { type: 'offer', sdp })).toMatchObject({
    ok: false,
    code: 'too-large',
  });
  attacker.sendFrame(`42["message","kitchen",{"type":"x","data":"${'x'.repeat(300_000)}"}]`);
  await attacker.closed;
  attacker = await connectRaw(served.url);
});

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}
