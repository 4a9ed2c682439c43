import { describe, expect, test } from 'vitest';
import { serveBystanders } from '../support/bystanders.ts';
import { connectRaw, type RawClient, type RawTransport } from '../support/raw-client.ts';
import { openPolling } from '../support/raw-polling.ts';
import { openWebSocket } from '../support/raw-websocket.ts';

const CROWD = 200;

const parley = serveBystanders({ LIMIT_CONNECTIONS_PER_ADDRESS: `${CROWD + 10}` });
const url = () => parley().http ?? '';

const candidate = { type: 'candidate', label: 0, id: '0', candidate: 'candidate:1' };
const huge = 'x'.repeat(60_000);

/** Before, or in place of, what a client begins with. */
const beginnings: readonly (readonly string[])[] = [
  ['42["join","bystanders"]'],
  ['40', '42["join","bystanders"]'],
  ['40', '40', '40'],
  ['40/admin,', '42/admin,["join","bystanders"]'],
  ['40[]'],
  ['40"x"'],
  ['40{"token":{"a":[1]}}'],
  [`40{"a":"${huge}"}`],
  ['40null', '40{'],
  ['43[]', '41', '44{"message":"x"}'],
  ['0{"sid":"x"}', '2probe', '5', '6', '9'],
];

/** From who is in. */
const packets: readonly string[] = [
  '42',
  '42[',
  '42["join"',
  '42{"0":"join"}',
  '42[["join"],"bystanders"]',
  '42["connect"]',
  '42["disconnect","x"]',
  '42["disconnecting"]',
  '42["newListener",1]',
  '42["removeListener"]',
  '42["error",{}]',
  '42["__proto__","x"]',
  `42${'9'.repeat(400)}["join","bystanders"]`,
  '42-1["join","kitchen"]',
  '431["x"]',
  '41',
  '40',
  '44"x"',
  '47',
  '451-["message",{"_placeholder":true,"num":1e9}]',
  '451-["message","kitchen",{"type":"x","data":{"_placeholder":true,"num":"0"}}]',
  '4599999999-["message"]',
  '461-1[{"_placeholder":true,"num":0}]',
  '459-["join","kitchen"]',
];

const transports: readonly RawTransport[] = ['eio4', 'eio3', 'polling'];

function open(transport: RawTransport) {
  if (transport === 'polling') return openPolling(url(), () => {});
  return openWebSocket(url(), transport === 'eio3' ? 3 : 4, () => {});
}

/** What was sent has been read: the next one is served, and those two are where they were. */
async function expectServed(transport: RawTransport): Promise<void> {
  const next = await connectRaw(url(), transport);
  expect(await next.ask('look', 'bystanders')).toMatchObject({ ok: true, members: [{}, {}] });
  expect(await next.ask('join', 'bystanders')).toMatchObject({ ok: false, code: 'full' });
  next.drop();
}

describe.each(transports)('over %s', (transport) => {
  test('beginnings that are none', async () => {
    for (const beginning of beginnings) {
      const wire = await open(transport);
      for (const packet of beginning) wire.send(packet);
      await expectServed(transport);
      wire.drop();
    }
  });

  test('packets that are none', async () => {
    for (const packet of packets) {
      const client = await connectRaw(url(), transport);
      client.emit('join', 'kitchen');
      client.sendFrame(packet);
      client.sendFrame('42["leave","kitchen"]');
      await expectServed(transport);
      client.drop();
    }
  });

  test('a flood of requests is refused, and then ended', async () => {
    const client = await connectRaw(url(), transport);
    await flood(client, '42["message","bystanders",{"type":"x"}]');
    const refusals = client.received.map(({ args }) => args[1]);
    expect(refusals).toContain('not-in-room');
  });

  test('a flood of candidates reaches the other side a hundred times', async () => {
    const [client, other] = [await connectRaw(url(), transport), await connectRaw(url())];
    await client.ask('join', `flooded-${transport}`);
    await other.ask('join', `flooded-${transport}`);
    const words = JSON.stringify(['message', `flooded-${transport}`, candidate]);
    await flood(client, `42${words}`);
    await other.ask('leave', 'nowhere');
    expect(other.received.filter(({ event }) => event === 'message').length).toBe(100);
    other.drop();
  });

  test.each([
    ['acknowledgements', '43999[]'],
    ['unknown namespaces', '40/x,'],
    ['large messages', JSON.stringify(huge)],
  ])('a flood of %s is ended', async (_what, packet) => {
    const client = await connectRaw(url(), transport);
    await flood(client, packet.startsWith('"') ? `42["message","x",${packet}]` : packet);
  });

  test(`${CROWD} who join one room at once are two`, async () => {
    const clients = await Promise.all(
      Array.from({ length: CROWD }, () => connectRaw(url(), transport)),
    );
    const answers = await Promise.all(
      clients.map((client) => client.ask('join', `crowd-${transport}`)),
    );
    expect(answers.filter((answer) => (answer as { ok: boolean }).ok).length).toBe(2);
    for (const client of clients) client.drop();
  });
});

/** Ten thousand at most: until it is closed. */
async function flood(client: RawClient, packet: string): Promise<void> {
  let isOpen = true;
  void client.closed.then(() => {
    isOpen = false;
  });
  for (let count = 0; count < 10_000 && isOpen; count += 1) {
    client.sendFrame(packet);
    // So that the one who floods hears that it is over.
    if (count % 100 === 99) await new Promise((resolve) => setImmediate(resolve));
  }
  await client.closed;
}
