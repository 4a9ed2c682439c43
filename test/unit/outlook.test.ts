import { describe, expect, test } from 'vitest';
import { foresee, type OutlookOptions } from '../../client/call/ice/outlook.ts';
import { anyWay } from '../../client/call/ice/ways.ts';

interface Gathered {
  readonly type: string;
  readonly address: string;
}

/** A connection that gathers just these: what a machine has of addresses is no matter of a test. */
function gathering(found: readonly Gathered[], isStunSilent: boolean): RTCPeerConnection {
  const connection = Object.assign(new EventTarget(), {
    iceGatheringState: 'new',
    createDataChannel: () => {},
    addTransceiver: () => {},
    close: () => {},
    async setLocalDescription() {
      for (const candidate of found) {
        const event = { candidate: { ...candidate, candidate: 'candidate:1' } };
        connection.dispatchEvent(Object.assign(new Event('icecandidate'), event));
      }
      if (isStunSilent) connection.dispatchEvent(new Event('icecandidateerror'));
      connection.iceGatheringState = 'complete';
      await Promise.resolve();
      connection.dispatchEvent(new Event('icegatheringstatechange'));
    },
  });
  return connection as unknown as RTCPeerConnection;
}

const at = (...addresses: readonly string[]) =>
  addresses.map((address) => ({ type: 'host', address }));

const ask = (found: readonly Gathered[], part: Partial<OutlookOptions> = {}, isSilent = false) =>
  foresee({
    createConnection: () => gathering(found, isSilent),
    host: 'calls.example.org',
    stunPort: 3478,
    hasRelay: false,
    ways: anyWay,
    patienceMs: 50,
    ...part,
  });

test('an address that STUN found outside, or its silence about any other, means a direct way', async () => {
  const outside = { type: 'srflx', address: '203.0.113.7' };
  expect(await ask([...at('192.168.1.5'), outside])).toBe('direct');
  expect(await ask(at('192.168.1.5'))).toBe('direct');
});

test('where STUN is silent, or there is none, others are reached by the relay, or not at all', async () => {
  expect(await ask(at('192.168.1.5'), { hasRelay: true }, true)).toBe('relayed');
  expect(await ask(at('192.168.1.5'), {}, true)).toBe('local');
  expect(await ask(at('192.168.1.5'), { stunPort: null })).toBe('local');
});

test.each(['203.0.113.7', '2001:db8::1', '11.1.1.1', '172.32.0.1', '100.128.0.1'])(
  '%s can be reached from outside',
  async (address) => {
    expect(await ask(at(address), { stunPort: null })).toBe('direct');
  },
);

test.each([
  '10.0.0.1',
  '127.0.0.1',
  '169.254.0.1',
  '172.16.0.1',
  '192.168.0.1',
  '100.64.0.1',
  'fe80::1',
  'fd00::1',
  '2d1c9a.local',
])('%s can not', async (address) => {
  expect(await ask(at(address), { stunPort: null })).toBe('local');
});

test.each(['localhost', '127.0.0.1', '[::1]'])(
  'on %s nothing stands between the two',
  async (host) => {
    expect(await ask(at('192.168.1.5'), { host }, true)).toBe('direct');
  },
);

describe('who hides their address', () => {
  const hidden = { ...anyWay, isRelayOnly: true };
  const own = [{ urls: ['turn:turn.example'], username: 'me', credential: 'north' }];

  test('reaches nobody without a relay, whatever addresses there are', async () => {
    expect(await ask(at('203.0.113.7'), { ways: hidden })).toBe('hidden');
    const stunOnly = [{ urls: ['stun:stun.example'] }];
    expect(await ask([], { ways: { ...hidden, ownServers: stunOnly } })).toBe('hidden');
  });

  test('goes through the server’s relay, or one of their own', async () => {
    expect(await ask(at('203.0.113.7'), { ways: hidden, hasRelay: true })).toBe('relayed');
    expect(await ask([], { ways: { ...hidden, ownServers: own } })).toBe('relayed');
  });
});

test('who uses only servers of their own has no relay of the server’s', async () => {
  const stun = [{ urls: ['stun:stun.example'] }];
  const part = { stunPort: null, hasRelay: true };
  const ways = { ...anyWay, isOwnOnly: true, ownServers: stun };
  expect(await ask(at('192.168.1.5'), { ...part, ways })).toBe('local');
  expect(await ask(at('192.168.1.5'), { ...part, ways: { ...ways, ownServers: [] } })).toBe(
    'relayed',
  );
});

test('a browser that names no address reaches nobody', async () => {
  expect(await ask([])).toBe('blocked');
});
