import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { ask } from '../support/ask.ts';
import { type Parley, startParley } from '../support/parley.ts';

let parley: Parley;
beforeAll(async () => {
  parley = await startParley();
});
afterAll(() => parley.stop());

const ALWAYS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob: mediastream:",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'permissions-policy': [
    'camera=(self), microphone=(self), display-capture=(self), speaker-selection=(self)',
    'screen-wake-lock=(self), picture-in-picture=(self), fullscreen=(self), autoplay=(self)',
    'clipboard-write=(self), geolocation=(), payment=(), usb=(), serial=()',
    'hid=(), midi=()',
  ].join(', '),
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Of each answer they are others, and none of them says what a browser may do. */
const CHANGING =
  /^(date|etag|last-modified|content-length|connection|keep-alive|accept-ranges|vary)$/;

async function headersOf(url: string, sent: Record<string, string> = {}) {
  const { headers } = await ask(url, sent);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !CHANGING.test(name)));
}

describe('the headers', () => {
  test('of the page, of a file, and of what is not there', async () => {
    expect(await headersOf(`${parley.http}/`)).toEqual({
      ...ALWAYS,
      'cache-control': 'no-store',
      'content-type': 'text/html; charset=utf-8',
    });
    expect(await headersOf(`${parley.http}/favicon.svg`)).toEqual({
      ...ALWAYS,
      'cache-control': 'public, max-age=3600',
      'content-type': 'image/svg+xml',
    });
    expect(await headersOf(`${parley.http}/none`, { Accept: 'text/plain' })).toEqual({
      ...ALWAYS,
      'content-type': 'text/plain; charset=utf-8',
    });
    expect(await headersOf(`${parley.http}/r/%E0%A4%A`)).toMatchObject(ALWAYS);
  });

  test('over TLS, that it be TLS for ever; but not of this machine, which has other servers', async () => {
    const { port } = new URL(parley.https ?? '');
    const named = await headersOf(`https://127.0.0.1:${port}/`, { Host: 'calls.example' });
    expect(named).toMatchObject({ ...ALWAYS, 'strict-transport-security': 'max-age=15552000' });
    for (const url of [`${parley.https}/`, `${parley.http}/`]) {
      expect(await headersOf(url)).not.toHaveProperty('strict-transport-security');
    }
  });

  test('that a proxy ended TLS counts where the proxy is trusted', async () => {
    const told = { Host: 'calls.example', 'X-Forwarded-Proto': 'https' };
    expect(await headersOf(`${parley.http}/`, told)).not.toHaveProperty(
      'strict-transport-security',
    );
    const behind = await startParley({ TRUST_PROXY: 'loopback', HTTPS_PORT: 'off' });
    onTestFinished(() => behind.stop());
    expect(await headersOf(`${behind.http}/`, told)).toHaveProperty('strict-transport-security');
  });

  test('EMBED_ORIGINS may show the page in a frame, and nobody else', async () => {
    const embedded = await startParley({
      EMBED_ORIGINS: 'https://clinic.example, https://school.example',
      HTTPS_PORT: 'off',
    });
    onTestFinished(() => embedded.stop());
    const headers = await headersOf(`${embedded.http}/r/kitchen`);
    expect(headers['content-security-policy']).toContain(
      'frame-ancestors https://clinic.example https://school.example',
    );
    expect(headers).not.toHaveProperty('x-frame-options');
  });
});

test('pages of others may load the element of a call, and nothing else', async () => {
  const open = {
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  };
  const element = await fetch(`${parley.http}/parley-call.js`);
  expect(Object.fromEntries(element.headers)).toMatchObject(open);
  for (const path of ['/', '/service-worker.js', '/favicon.svg']) {
    const { headers } = await fetch(`${parley.http}${path}`);
    expect(headers.has('access-control-allow-origin')).toBe(false);
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  }
});

describe('an address that is forged', () => {
  test('changes nothing: without a proxy all connections of this machine are of one address', async () => {
    const few = await startParley({ LIMIT_CONNECTIONS_PER_ADDRESS: '3', HTTPS_PORT: 'off' });
    onTestFinished(() => few.stop());
    expect(await statusesOf(few, 4)).toEqual([200, 200, 200, 403]);
  });

  test('is told from the true one by the number of proxies', async () => {
    const few = await startParley({
      LIMIT_CONNECTIONS_PER_ADDRESS: '3',
      TRUST_PROXY: '1',
      HTTPS_PORT: 'off',
    });
    onTestFinished(() => few.stop());
    // What the client forges is written before what the proxy adds.
    expect(await statusesOf(few, 4, ', 198.51.100.7')).toEqual([200, 200, 200, 403]);
    expect(await statusesOf(few, 1, ', 198.51.100.8')).toEqual([200]);
  });

  /** Of handshakes that each say that they come from somewhere else. */
  async function statusesOf({ http }: Parley, count: number, added = ''): Promise<number[]> {
    const url = `${http}/socket.io/?EIO=4&transport=polling`;
    const statuses: number[] = [];
    for (let last = 1; last <= count; last += 1) {
      const { status } = await ask(url, { 'X-Forwarded-For': `192.0.2.${last}${added}` });
      statuses.push(status);
    }
    return statuses;
  }
});
