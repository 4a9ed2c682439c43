import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doctor, faultsOf, type Settings } from '../support/doctor.ts';
import { freePort } from '../support/free-port.ts';
import { makePair } from '../support/key-pair.ts';
import { type Parley, startParley } from '../support/parley.ts';
import { type ProxyManners, startProxy, truth } from '../support/proxy.ts';

let dir: string;
const closings: (() => Promise<void>)[] = [];
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'parley-test-'));
});
afterAll(async () => {
  await Promise.all(closings.map((close) => close()));
  await rm(dir, { recursive: true });
});

describe.concurrent('behind a proxy', () => {
  let parley: Parley;
  let settings: Settings;
  beforeAll(async () => {
    const ports = { HTTP_PORT: String(await freePort()), STUN_PORT: String(await freePort()) };
    settings = { ...ports, HTTPS_PORT: 'off', TRUST_PROXY: '1' };
    parley = await startParley(settings);
  });
  afterAll(() => parley.stop());

  async function faultsThrough(manners: ProxyManners, path = '/'): Promise<readonly string[]> {
    const proxy = await startProxy(parley.http ?? '', manners);
    closings.push(proxy.close);
    return faultsOf([`http://localhost:${proxy.port}${path}`], settings);
  }

  test('a sound one has no fault', async () => {
    expect(await faultsThrough({})).toEqual([]);
  });

  test('who hands on whatever X-Forwarded-For people write is found', async () => {
    expect(await faultsThrough({ headers: ({ headers }) => headers })).toEqual([
      expect.stringMatching(/^proxy: Whoever writes an X-Forwarded-For is believed/),
    ]);
  });

  test('who takes it out is found', async () => {
    const headers: ProxyManners['headers'] = (from) => ({ ...truth(from), 'x-forwarded-for': '' });
    expect(await faultsThrough({ headers })).toEqual([
      expect.stringMatching(/^proxy: A proxy does not tell from where people come/),
    ]);
  });

  test('who asks by another name is found', async () => {
    const headers: ProxyManners['headers'] = (from) => ({ ...truth(from), host: 'backend:8080' });
    expect(await faultsThrough({ headers })).toEqual([
      expect.stringMatching(/^proxy: .* the server is asked for backend:8080/),
      expect.stringMatching(/^join: No connection comes about/),
    ]);
  });

  test('who does not pass an upgrade is found', async () => {
    expect(await faultsThrough({ hasUpgrade: false })).toEqual([
      expect.stringMatching(/^join: No WebSocket passes/),
    ]);
  });

  test('who is less patient than the heartbeat is found', async () => {
    expect(await faultsThrough({ idleMs: 3_000 })).toEqual([
      expect.stringMatching(/^join: A silent connection is cut after \d s, before the heartbeat/),
    ]);
  });

  test('a path that the server does not know of is found', async () => {
    const path = (url: string): string => url.replace(/^\/calls/, '');
    expect(await faultsThrough({ path }, '/calls/')).toEqual([
      'path: People open /calls/, and the server takes itself to be under /',
    ]);
  });

  test('a path that leads elsewhere is found', async () => {
    expect(await faultsThrough({}, '/calls')).toEqual([
      expect.stringMatching(/^address: Somebody other than Parley answers at .*\/calls\/ \(404\)/),
    ]);
  });

  test('a proxy whose word does not count is found', async () => {
    const careless = await startParley({ HTTPS_PORT: 'off' });
    closings.push(careless.stop);
    const proxy = await startProxy(careless.http ?? '');
    closings.push(proxy.close);
    const faults = await faultsOf([`http://localhost:${proxy.port}`], {
      HTTP_PORT: new URL(careless.http ?? '').port,
      HTTPS_PORT: 'off',
      STUN_PORT: 'off',
    });
    expect(faults).toEqual([expect.stringMatching(/^proxy: .* the server does not believe it/)]);
  });
});

describe.concurrent('with TLS of its own', () => {
  /** Trusted by the machine that the doctor stands on. */
  async function faultsWith(name: string, days: number): Promise<readonly string[]> {
    const { cert, key } = await makePair(dir, name, days);
    const own = { TLS_CERT: cert, TLS_KEY: key, STUN_PORT: 'off', HTTP_PORT: 'off' };
    const parley = await startParley(own);
    closings.push(parley.stop);
    const settings = { ...own, HTTPS_PORT: new URL(parley.https ?? '').port };
    return faultsOf([parley.https ?? ''], { ...settings, NODE_EXTRA_CA_CERTS: cert });
  }

  test('a sound certificate has no fault', async () => {
    expect(await faultsWith('localhost', 60)).toEqual([]);
  });

  test('one that has ended is found', async () => {
    expect(await faultsWith('localhost', -1)).toEqual([
      expect.stringMatching(/^certificate: It ended on /),
    ]);
  });

  test('one for another name is found', async () => {
    expect(await faultsWith('calls.example', 60)).toEqual([
      'certificate: It is for DNS:calls.example, and not for localhost.',
    ]);
  });
});

describe.concurrent('on its own machine', () => {
  const OFF = { HTTPS_PORT: 'off', STUN_PORT: 'off' };

  test('a port where nobody answers is found', async () => {
    const port = String(await freePort());
    expect(await faultsOf([], { ...OFF, HTTP_PORT: port })).toEqual([
      `address: Nobody answers at http://localhost:${port}/ (ECONNREFUSED).`,
    ]);
  });

  test('a port that another program has is found', async () => {
    const other = createServer((_request, response) => void response.end('alive and well'));
    await new Promise<void>((listening) => other.listen(0, listening));
    closings.push(async () => void other.close());
    const { port } = other.address() as { port: number };
    expect(await faultsOf([], { ...OFF, HTTP_PORT: String(port) })).toEqual([
      `ports: Port ${port} is taken.`,
      `address: Somebody other than Parley answers at http://localhost:${port}/ (200).`,
    ]);
  });

  test('few open files are found', async () => {
    const parley = await startParley(OFF);
    closings.push(parley.stop);
    const settings = { ...OFF, HTTP_PORT: new URL(parley.http ?? '').port };
    expect(await faultsOf([], settings, '512')).toEqual([
      'open files: A process may hold only 512 files open here, and each connection is one.',
    ]);
  });

  test('settings that can not be read are found', async () => {
    expect(await faultsOf([], { CAPACITY: 'two', LOG_LEVEL: 'loud' })).toEqual([
      'configuration: CAPACITY is "two".',
      'configuration: LOG_LEVEL is "loud".',
    ]);
  });
});

test('for people it says what is wrong and how to mend it', async () => {
  const port = String(await freePort());
  const { status, said } = await doctor([], { HTTP_PORT: port, HTTPS_PORT: 'off' });
  expect(status).toBe(1);
  expect(said).toMatch(/^FAULT {4}address +Nobody answers at .*\n +Start Parley/m);
  expect(said).toMatch(/^good {5}configuration /m);
});

test.each([
  [['calls.example.org'], '"calls.example.org" is no address like https://calls.example.org/'],
  [['http://a', 'http://b'], '"parley doctor" does not take http://a http://b;'],
])('%j is not understood: exit code 2', async (args, words) => {
  const { status, said, complained } = await doctor(args, {});
  expect({ status, said }).toEqual({ status: 2, said: '' });
  expect(complained).toContain(words);
});

describe.concurrent('where not everybody may enter', () => {
  const entries: readonly [string, Settings][] = [
    ['with an invitation of its own', { TOKEN_SECRET: 'x'.repeat(32), REQUIRE_TOKEN: 'yes' }],
    ['with the password for all rooms', { ROOM_PASSWORDS: '{"*": "sesame"}' }],
  ];

  test.each(entries)('the doctor enters %s', async (_how, access) => {
    const ports = { HTTP_PORT: String(await freePort()), STUN_PORT: String(await freePort()) };
    const settings = { ...ports, HTTPS_PORT: 'off', ...access };
    const parley = await startParley(settings);
    closings.push(() => parley.stop());
    expect(await faultsOf([`${parley.http}/`], settings)).toEqual([]);
  });
});
