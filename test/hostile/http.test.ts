import { describe, expect, test } from 'vitest';
import { serveBystanders } from '../support/bystanders.ts';
import { dial, statusOf } from '../support/raw-tcp.ts';

const parley = serveBystanders();
const url = () => parley().http ?? '';
const PATH = '/socket.io/?EIO=4&transport=polling';
/** FAULTS gives them 30 s; a test of it need not wait as long. */
const FREED_WITHIN_MS = 27_000;

const get = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${more}\r\n`;
const post = (path: string, body: string, length = body.length) =>
  `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${length}\r\n\r\n${body}`;
const UPGRADE = [
  'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n',
].join('');

async function openSession(): Promise<string> {
  const answer = await (await fetch(`${url()}${PATH}`)).text();
  const { sid } = JSON.parse(answer.slice(1)) as { sid: string };
  return sid;
}

describe('requests that are none', () => {
  test.each([
    ['an unknown transport', get('/socket.io/?EIO=4&transport=pigeon'), 400],
    ['no transport', get('/socket.io/'), 400],
    ['an unknown session', get(`${PATH}&sid=nobody`), 400],
    ['a session named __proto__', get(`${PATH}&sid=__proto__`), 400],
    ['a session named constructor', get(`${PATH}&sid=constructor`), 400],
    ['a handshake by POST', post(PATH, '40'), 400],
    ['a handshake by DELETE', `DELETE ${PATH} HTTP/1.1\r\nHost: localhost\r\n\r\n`, 400],
    ['a WebSocket without an upgrade', get('/socket.io/?EIO=4&transport=websocket'), 400],
    ['an upgrade to nothing', get('/socket.io/?EIO=4&transport=pigeon', UPGRADE), 400],
    ['an upgrade of an unknown session', get(`${PATH}&sid=nobody`, UPGRADE), 400],
    ['a version that is none', get(`${PATH}&EIO=[]`), 200],
    ['no HTTP', 'HELLO\r\n\r\n', 400],
    ['a NUL in a header', get('/', 'X: a\0b\r\n'), 400],
    ['headers of 100 KB', get('/', `X: ${'x'.repeat(100_000)}\r\n`), 431],
    [
      'two lengths at once',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
    ],
    ['an origin that is none', get(PATH, 'Origin: \x7f\r\n'), 400],
  ])('%s is answered, and ends there', async (_what, request, status) => {
    expect(await statusOf(url(), request)).toBe(status);
  });

  test('an upgrade at an unknown path is ended', async () => {
    const { socket, closed } = dial(url());
    socket.write(get('/nowhere', UPGRADE));
    expect(String(await closed)).toBe('');
  });
});

describe('a session that is abused', () => {
  test('by a body that is too large', async () => {
    const sid = await openSession();
    expect(await statusOf(url(), post(`${PATH}&sid=${sid}`, '4'.repeat(200_000)))).toBe(413);
  });

  test('by a body that breaks off', async () => {
    const sid = await openSession();
    const { socket, closed } = dial(url());
    socket.write(post(`${PATH}&sid=${sid}`, '40', 1000));
    socket.end();
    await closed;
    expect((await fetch(`${url()}${PATH}&sid=${sid}`)).status).toBe(400);
  });

  test('by two polls at once', async () => {
    const sid = await openSession();
    const polls = [1, 2].map(() => statusOf(url(), get(`${PATH}&sid=${sid}`)));
    expect((await Promise.all(polls)).sort()).toEqual([200, 400]);
    expect((await fetch(`${url()}${PATH}&sid=${sid}`)).status).toBe(400);
  });

  test('by another version, and another transport', async () => {
    const sid = await openSession();
    const other = [`/socket.io/?EIO=3&transport=polling`, `/socket.io/?EIO=4&transport=websocket`];
    for (const path of other) {
      expect(await statusOf(url(), get(`${path}&sid=${sid}`))).toBe(400);
    }
    expect(await statusOf(url(), get(`${other[0]}&sid=${sid}`, UPGRADE))).toBe(400);
  });

  test('by a method that is none of its own', async () => {
    const sid = await openSession();
    const request = `PUT ${PATH}&sid=${sid} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
    expect(await statusOf(url(), request)).toBeGreaterThanOrEqual(400);
  });
});

test('who says nothing, or never comes to an end, is let go of', async () => {
  const begun = performance.now();
  const body = post('/whip/studio', 'v=0', 1_000);
  const starts = ['', 'GET / HTTP/1.1\r\nHost:', get('/').slice(0, -2), body];
  const silent = starts.map((start) => {
    const { socket, closed } = dial(url());
    socket.write(start);
    return closed;
  });
  await Promise.all(silent);
  expect(performance.now() - begun).toBeLessThan(FREED_WITHIN_MS);
});
