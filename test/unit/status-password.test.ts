import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { askForPassword } from '../../server/status/password.ts';
import { type Clock, createClock } from '../support/clock.ts';

const PASSWORD = 'mở cửa: open';
const HALF_AN_HOUR_MS = 30 * 60 * 1000;

let clock: Clock;
let shut: number;
let url: string;
let close: () => void;
beforeEach(async () => {
  clock = createClock();
  shut = 0;
  const onShut = (): void => {
    shut += 1;
  };
  const app = express();
  // So that the test can come from anywhere.
  app.set('trust proxy', true);
  app.use(askForPassword({ password: PASSWORD, now: clock.now, onShut }), (_request, response) => {
    response.send('in');
  });
  const server = createServer(app);
  close = () => server.close();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => close());

const basic = (user: string, password: string) =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

async function come(from: string, authorization: string | null): Promise<Response> {
  const headers = {
    'X-Forwarded-For': from,
    ...(authorization && { Authorization: authorization }),
  };
  const response = await fetch(url, { headers });
  await response.text();
  return response;
}

async function tryWrongly(from: string, times: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let time = 0; time < times; time += 1) {
    statuses.push((await come(from, basic('anna', `guess ${time}`))).status);
  }
  return statuses;
}

test('the password opens, whoever one says one is', async () => {
  expect((await come('192.0.2.1', basic('anna', PASSWORD))).status).toBe(200);
  expect((await come('192.0.2.1', basic('', PASSWORD))).status).toBe(200);
});

test.each([
  ['no password', null],
  ['an empty one', basic('anna', '')],
  ['the beginning of it', basic('anna', PASSWORD.slice(0, -1))],
  ['more than it', basic('anna', `${PASSWORD} `)],
  ['another scheme', basic('anna', PASSWORD).replace('Basic', 'Bearer')],
  ['no base64', 'Basic ***'],
  ['nothing in it', 'Basic'],
  ['a long one', basic('anna', 'x'.repeat(8000))],
])('%s is asked for it', async (_what, authorization) => {
  const response = await come('192.0.2.1', authorization);
  expect(response.status).toBe(401);
  expect(response.headers.get('www-authenticate')).toBe('Basic realm="Parley", charset="UTF-8"');
});

test('after ten wrong ones an address waits half an hour, with the right one too', async () => {
  expect(await tryWrongly('192.0.2.1', 10)).toEqual(Array(10).fill(401));
  expect(shut).toBe(1);
  const waiting = await come('192.0.2.1', basic('anna', PASSWORD));
  expect(waiting.status).toBe(429);
  expect(waiting.headers.get('retry-after')).toBe(String(HALF_AN_HOUR_MS / 1000));
  expect((await come('192.0.2.2', basic('anna', PASSWORD))).status).toBe(200);
  clock.advance(HALF_AN_HOUR_MS);
  expect((await come('192.0.2.1', basic('anna', PASSWORD))).status).toBe(200);
  expect(shut).toBe(1);
});

test('asking without a password is no try, and a right one forgives none', async () => {
  for (let time = 0; time < 20; time += 1) await come('192.0.2.1', null);
  await tryWrongly('192.0.2.1', 9);
  expect((await come('192.0.2.1', basic('anna', PASSWORD))).status).toBe(200);
  await tryWrongly('192.0.2.1', 1);
  expect((await come('192.0.2.1', basic('anna', PASSWORD))).status).toBe(429);
});

test('the addresses of one household are one', async () => {
  for (let last = 1; last <= 10; last += 1) await tryWrongly(`2001:db8:1:2::${last}`, 1);
  expect((await come('2001:db8:1:2:3::4', basic('anna', PASSWORD))).status).toBe(429);
  expect((await come('2001:db8:1:3::1', basic('anna', PASSWORD))).status).toBe(200);
});
