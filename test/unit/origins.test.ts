import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { createOriginCheck, isOrigin } from '../../server/origins.ts';

const nobody = () => false;

function requestTo(host: string | undefined, origin?: string): IncomingMessage {
  return { socket: {}, headers: { host, origin } } as unknown as IncomingMessage;
}

test.each([
  ['calls.example', 'https://calls.example', true],
  ['calls.example:8443', 'https://calls.example', true],
  ['calls.example', 'https://calls.example:3000', true],
  ['localhost:8080', 'http://127.0.0.1:5173', true],
  ['[::1]:8080', 'http://localhost', true],
  ['192.168.1.20:8443', 'https://192.168.1.20:8443', true],
  ['calls.example', undefined, true],
  ['calls.example', 'https://evil.example', false],
  ['calls.example', 'https://calls.example.evil.example', false],
  ['calls.example', 'https://evil-calls.example', false],
  ['calls.example', 'http://localhost', false],
  ['localhost', 'https://evil.example', false],
  ['calls.example', 'null', false],
  ['calls.example', '', false],
  ['calls.example', 'calls.example', false],
  ['', 'https://calls.example', false],
  [undefined, 'https://undefined', false],
])('of the host %s, a page of %s may connect: %s', (host, origin, may) => {
  expect(createOriginCheck([], nobody)(requestTo(host, origin))).toBe(may);
});

test('a list lets those in that it names, beside the own host', () => {
  const isAllowed = createOriginCheck(['https://app.example', 'null'], nobody);
  const origins = ['https://app.example', 'null', 'https://calls.example', 'http://app.example'];
  expect(origins.map((origin) => isAllowed(requestTo('calls.example', origin)))).toEqual([
    true,
    true,
    true,
    false,
  ]);
  expect(createOriginCheck(['*'], nobody)(requestTo('calls.example', 'https://a.example'))).toBe(
    true,
  );
});

test('an origin has a scheme and a host, and no path', () => {
  expect(['https://a.example', 'http://a.example:81', '*', 'null'].every(isOrigin)).toBe(true);
  expect(['a.example', 'https://a.example/', 'https://a.example/x', ''].some(isOrigin)).toBe(false);
});
