import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import {
  createClientAddress,
  hostOf,
  networkOf,
  parseTrust,
  type Trust,
} from '../../server/client-address.ts';

function trustOf(text: string): Trust {
  const trust = parseTrust(text);
  if (!trust) throw new Error(`${text} is no list of proxies`);
  return trust;
}

function requestFrom(remoteAddress: string, headers: Record<string, string>): IncomingMessage {
  return { socket: { remoteAddress }, headers } as unknown as IncomingMessage;
}

const forwarded = (text: string) => ({ 'x-forwarded-for': text });

describe('the address of a client', () => {
  test.each([
    ['', '192.0.2.9', '198.51.100.1', '192.0.2.9'],
    ['1', '192.0.2.9', '198.51.100.1', '198.51.100.1'],
    // What the client wrote itself stands left of what the proxy added.
    ['1', '192.0.2.9', '10.0.0.1, 127.0.0.1, 198.51.100.1', '198.51.100.1'],
    ['2', '192.0.2.9', '10.0.0.1, 198.51.100.1, 192.0.2.8', '198.51.100.1'],
    ['loopback', '127.0.0.1', '203.0.113.1, 198.51.100.1', '198.51.100.1'],
    ['loopback', '::1', '2001:db8::1', '2001:db8::1'],
    ['loopback', '192.0.2.9', '198.51.100.1', '192.0.2.9'],
    ['192.0.2.0/24, 10.0.0.1', '192.0.2.9', '198.51.100.1, 10.0.0.1', '198.51.100.1'],
    ['192.0.2.0/24', '::ffff:192.0.2.9', '198.51.100.1', '198.51.100.1'],
    ['192.0.2.0/24', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
  ])('with TRUST_PROXY=%s, from %s with X-Forwarded-For: %s, is %s', (trust, from, told, found) => {
    const addressOf = createClientAddress(trustOf(trust));
    expect(addressOf(requestFrom(from, forwarded(told)))).toBe(found);
  });

  test.each(['nginx', '10.0.0.0/99', '-1', '1, 10.0.0.1', '10.0.0.1 and more'])(
    '%s is no list of proxies',
    (text) => {
      expect(parseTrust(text)).toBeNull();
    },
  );
});

describe('whoever counts as one', () => {
  test.each([
    ['192.0.2.1', '192.0.2.2', false],
    ['192.0.2.1', '::ffff:192.0.2.1', true],
    ['2001:db8:0:1::1', '2001:db8::1:ffff:1:2:3', true],
    ['2001:db8:0:1::1', '2001:db8:0:2::1', false],
    ['fe80::1%eth0', 'fe80::2%eth0', true],
    ['unknown', '_hidden', true],
  ])('%s and %s: %s', (one, other, isOne) => {
    expect(networkOf(one) === networkOf(other)).toBe(isOne);
  });
});

test('the host is that of a trusted proxy, and of nobody else', () => {
  const request = requestFrom('127.0.0.1', {
    host: 'localhost:8080',
    'x-forwarded-host': 'calls.example, inner.example',
  });
  expect(hostOf(request, trustOf('loopback'))).toBe('calls.example');
  expect(hostOf(request, trustOf(''))).toBe('localhost:8080');
});
