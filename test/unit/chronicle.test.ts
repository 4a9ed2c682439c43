import { expect, test } from 'vitest';
import type { Call } from '../../client/call/call-port.ts';
import type { CallSnapshot } from '../../client/call/state.ts';
import type { LocalMedia } from '../../client/media/local-media.ts';
import { createChronicle } from '../../client/ui/chronicle.ts';
import { createReport } from '../../client/ui/panels/report.ts';
import { eventually } from '../support/eventually.ts';
import { peerOf, sampleOf, snapshotOf } from '../support/snapshots.ts';

const connected = { status: { kind: 'connected', since: 0 } } as const;
const joining = { status: { kind: 'joining' } } as const;
const device = { isDesired: true, isPending: false, problem: null, track: null, stream: null };

/** A call that is whatever the test says. */
function stage() {
  const handlers: ((snapshot: CallSnapshot) => void)[] = [];
  let snapshot = snapshotOf({ actions: {} });
  const call: Call = {
    get snapshot() {
      return snapshot;
    },
    onChange: (handler) => {
      handlers.push(handler);
      return () => {};
    },
    setMedia: () => {},
    anticipate: () => {},
    onPicture: () => () => {},
    setWays: () => {},
    setQuality: () => {},
    extension: () => ({ ask: async () => null, on: () => () => {} }),
    look: () => Promise.resolve(null),
    close: () => {},
    hurry: () => {},
  };
  const media = {
    snapshot: { microphone: device, camera: device },
    onChange: () => () => {},
  } as unknown as LocalMedia;
  let time = 0;
  const chronicle = createChronicle({ call, media, now: () => time });
  return {
    chronicle,
    become(part: Partial<CallSnapshot>) {
      time += 1000;
      snapshot = snapshotOf(part);
      for (const handler of handlers) handler(snapshot);
    },
  };
}

const measured = (at: number) => ({
  ...connected,
  peers: [peerOf({ connection: 'connected', sample: sampleOf({ at }) })],
});

test('what happened is written down in its order, with the time at which it did', async () => {
  const { chronicle, become } = stage();
  become(joining);
  become({ status: { kind: 'waiting' } });
  become({ ...connected, peers: [peerOf({ connection: 'connected' })] });
  await eventually(() => expect(chronicle.log.value).toHaveLength(5));
  expect(chronicle.log.value.map(({ at, event }) => [at, event])).toEqual([
    [1000, 'joining'],
    [2000, 'joined'],
    [2000, 'waiting'],
    [3000, 'peer-joined'],
    [3000, 'connected'],
  ]);
});

test('each sample is kept once, for half an hour', () => {
  const { chronicle, become } = stage();
  const same = measured(1);
  become(same);
  become({ ...same });
  expect(chronicle.samples.value).toHaveLength(1);
  for (let at = 2; at <= 1000; at += 1) become(measured(at));
  expect(chronicle.samples.value).toHaveLength(900);
  expect(chronicle.samples.value.at(-1)?.at).toBe(1000);
});

test('the log is bounded', async () => {
  const { chronicle, become } = stage();
  for (let count = 0; count < 400; count += 1) {
    become({ isServerReachable: false });
    become({ isServerReachable: true });
  }
  await eventually(() => expect(chronicle.log.value.at(-1)?.at).toBe(800_000));
  expect(chronicle.log.value).toHaveLength(500);
});

test('a new call begins with nothing, and the end of one keeps all', () => {
  const { chronicle, become } = stage();
  become(measured(1));
  become({
    status: { kind: 'ended', ending: { reason: 'you-left', by: null, at: 0, lastedMs: 1 } },
  });
  expect(chronicle.samples.value).toHaveLength(1);
  become(joining);
  expect(chronicle.samples.value).toEqual([]);
});

test('a report has what helps, and nothing that opens a door or names a person', async () => {
  const { chronicle, become } = stage();
  const relay = { kind: 'relayed', protocol: 'udp', local: 'relay', remote: 'host' } as const;
  const relayed = (url: string) => sampleOf({ path: { ...relay, relay: url } });
  become(joining);
  for (const url of ['turn:turn.example:3478', '203.0.113.77']) {
    become({
      ...connected,
      peers: [peerOf({ name: 'Minh', connection: 'connected', sample: relayed(url) })],
    });
  }
  await eventually(() => expect(chronicle.log.value.length).toBeGreaterThan(2));
  const server = {
    urls: ['turn:turn.example:3478'],
    username: 'a-user-name',
    credential: 'a-password',
  };
  const report = createReport({
    call: snapshotOf({
      ...measured(3),
      servers: [server],
      server: { version: 1, features: ['lock'] },
      chat: [{ id: '1', from: 'me', text: 'said', at: 0, isDelivered: true }],
    }),
    ways: { isRelayOnly: true, isOwnOnly: false, ownServers: [server] },
    samples: chronicle.samples.value,
    log: chronicle.log.value,
    now: 0,
    browser: 'Browser/1',
  });
  const text = JSON.stringify(report);
  for (const secret of ['a-user-name', 'a-password', 'secret-room', 'Minh', 'said', '203.0.113']) {
    expect(text).not.toContain(secret);
  }
  expect(report).toMatchObject({
    format: 'parley-report',
    browser: 'Browser/1',
    status: 'connected',
    server: { version: 1, features: ['lock'] },
    servers: { offered: server.urls, own: server.urls },
  });
  expect(report.samples.map(({ path }) => path?.relay)).toEqual(['turn:turn.example:3478', null]);
});
