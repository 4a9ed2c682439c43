import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { createMetrics } from '../../server/metrics.ts';
import { connectRaw, type RawClient } from '../support/raw-client.ts';
import { GRACE_MS } from '../support/rooms.ts';
import { type Served, serve } from '../support/serve.ts';

const offer = { type: 'offer', sdp: 'v=0\r\na=fingerprint:sha-256 AB\r\n' };
let served: Served;
let series: () => Promise<ReadonlyMap<string, number>>;
const clients: RawClient[] = [];

beforeEach(async () => {
  served = await serve();
  const metrics = createMetrics(served);
  series = async () => seriesIn(await metrics.metrics());
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.drop();
  await served.close();
});

async function connect(): Promise<RawClient> {
  const client = await connectRaw(served.url);
  clients.push(client);
  return client;
}

/** Of Prometheus' text: what stands before each number, and the number. */
function seriesIn(text: string): ReadonlyMap<string, number> {
  const lines = text.split('\n').filter((line) => line.startsWith('parley_'));
  return new Map(
    lines.map((line) => {
      const end = line.lastIndexOf(' ');
      return [line.slice(0, end), Number(line.slice(end + 1))];
    }),
  );
}

/** What is not 0. */
async function counted(): Promise<Record<string, number>> {
  return Object.fromEntries([...(await series())].filter(([, count]) => count !== 0));
}

test('an idle server shows all its series, each with 0', async () => {
  const all = await series();
  expect(all.get('parley_relays_total{kind="offer"}')).toBe(0);
  expect(all.get('parley_joins_total{outcome="seat-lost"}')).toBe(0);
  expect(all.get('parley_members{wire="socketio"}')).toBe(0);
  expect(await counted()).toEqual({});
});

test('joins are counted by their outcome, and members where they are', async () => {
  const [first, second, third] = await Promise.all([connect(), connect(), connect()]);
  const { token } = (await first.ask('join', 'kitchen')) as { token: string };
  await first.ask('join', 'kitchen');
  await second.ask('join', 'kitchen');
  await third.ask('join', 'kitchen');
  await third.ask('join', 'kitchen', { token: 'of somewhere else' });
  third.emit('join', '../x');
  await third.next('refused');
  first.drop();
  await second.next('away');
  expect(await counted()).toEqual({
    parley_rooms: 1,
    parley_seats_held: 1,
    'parley_connections{wire="socketio"}': 2,
    'parley_members{wire="socketio"}': 1,
    'parley_joins_total{outcome="seated"}': 2,
    'parley_joins_total{outcome="full"}': 1,
    'parley_joins_total{outcome="seat-lost"}': 1,
    'parley_joins_total{outcome="invalid"}': 1,
    'parley_refusals_total{code="full"}': 1,
    'parley_refusals_total{code="seat-lost"}': 1,
    'parley_refusals_total{code="invalid"}': 1,
    'parley_seats_total{change="joined"}': 2,
    'parley_seats_total{change="away"}': 1,
  });
  await third.ask('join', 'kitchen', { token, received: 0 });
  const resumed = await series();
  expect(resumed.get('parley_joins_total{outcome="resumed"}')).toBe(1);
  expect(resumed.get('parley_seats_total{change="back"}')).toBe(1);
  expect(resumed.get('parley_seats_held')).toBe(0);
});

test('what was never taken back is counted as dropped, and nobody is left', async () => {
  const [first, second] = await Promise.all([connect(), connect()]);
  await first.ask('join', 'kitchen');
  await second.ask('join', 'kitchen');
  await second.ask('leave', 'kitchen');
  first.drop();
  second.drop();
  await expect.poll(async () => (await series()).get('parley_seats_held')).toBe(1);
  served.clock.advance(GRACE_MS);
  await expect.poll(counted).toEqual({
    'parley_joins_total{outcome="seated"}': 2,
    'parley_seats_total{change="joined"}': 2,
    'parley_seats_total{change="left"}': 1,
    'parley_seats_total{change="away"}': 1,
    'parley_seats_total{change="dropped"}': 1,
  });
});

test('messages are counted by kind once relayed, and reports by what they say', async () => {
  const [first, second] = await Promise.all([connect(), connect()]);
  await first.ask('message', 'kitchen', offer);
  await first.ask('join', 'kitchen');
  await second.ask('join', 'kitchen');
  for (const data of [offer, { ...offer, type: 'answer' }, { type: 'wave' }, { type: 'nod' }]) {
    await first.ask('message', 'kitchen', data);
  }
  for (const report of ['direct', 'relayed', 'direct', 'no-relay']) {
    await first.ask('report', 'kitchen', report);
  }
  expect(await counted()).toMatchObject({
    'parley_relays_total{kind="offer"}': 1,
    'parley_relays_total{kind="answer"}': 1,
    'parley_relays_total{kind="other"}': 2,
    'parley_refusals_total{code="not-in-room"}': 1,
    'parley_reports_total{report="direct"}': 2,
    'parley_reports_total{report="relayed"}': 1,
    'parley_reports_total{report="no-relay"}': 1,
  });
});

test('who is not let in is counted by why', async () => {
  const crowded = await serve({
    limits: { connectionsPerAddress: 1 },
    door: { addressOf: () => 'the same' },
  });
  onTestFinished(crowded.close);
  clients.push(await connectRaw(crowded.url));
  await expect(connectRaw(crowded.url)).rejects.toThrow();
  expect(crowded.counted.turnedAway).toEqual({ origin: 0, 'too many connections': 1 });
  expect(crowded.counted.connections).toMatchObject({ socketio: 1, websocket: 0 });
});

test('nothing that a client says makes a new series', async () => {
  const before = [...(await series()).keys()];
  const client = await connect();
  await client.ask('join', 'zebra-room', { name: 'Zebra Name' });
  for (const type of ['__proto__', 'constructor', 'zebra-type', '"} 1\n']) {
    await client.ask('message', 'zebra-room', { type });
    await client.ask(`event-${type}`, type);
    await client.ask('report', 'zebra-room', type);
  }
  expect([...(await series()).keys()]).toEqual(before);
  expect(before.join()).not.toContain('ebra');
});
