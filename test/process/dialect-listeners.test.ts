import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../support/ask.ts';
import { type Parley, startParley } from '../support/parley.ts';
import { connectText } from '../support/text-client.ts';

const hello = {
  direct: '{"type":"connection","clientId":"device"}',
  rooms: '{"type":"register","client_id":"sender_001"}',
};

describe('a port for each dialect', () => {
  let parley: Parley;
  beforeAll(async () => {
    const settings = { LISTEN_DIRECT: '0', LISTEN_BROADCAST: '0', LISTEN_ROOMS: '0/tls' };
    parley = await startParley({ ...settings, BASE_PATH: '/calls' });
  });
  afterAll(() => parley.stop());

  const portOf = (dialect: string) =>
    Number(parley.lines.find(({ message }) => message === 'listening')?.[dialect]);

  test.each([
    ['direct', 'http:/', hello.direct, '"status":"connected"'],
    ['direct', 'http:/ws', hello.direct, '"status":"connected"'],
    ['rooms', 'https:/anything?x=1', hello.rooms, '"registered"'],
  ])('%s is understood at %s', async (dialect, place, said, told) => {
    const [scheme = '', path = ''] = place.split(':');
    const client = await connectText(`${scheme}://localhost:${portOf(dialect)}`, path);
    client.send(said);
    expect(await client.next()).toContain(told);
    client.drop();
    await client.closeCode;
  });

  test('broadcast clients hear each other over TLS, whichever path they chose, and rooms are apart', async () => {
    const url = `https://localhost:${portOf('broadcast')}`;
    const [first, second, apart] = [
      await connectText(url, '/'),
      await connectText(url, '/ws'),
      await connectText(url, '/ws/broadcast/elsewhere'),
    ];
    first.send('one {');
    expect(await second.next()).toBe('one {');
    const main = await connectText(`${parley.https}`, '/calls/');
    main.send('two');
    expect([await first.next(), await second.next()]).toEqual(['two', 'two']);
    await apart.fence();
    expect(apart.received).toEqual([]);
    for (const client of [first, second, apart, main]) client.drop();
  });

  test('there is nothing else, and the server says so', async () => {
    const url = `http://localhost:${portOf('direct')}`;
    const { status, body } = await ask(`${url}/`);
    expect(status).toBe(426);
    expect(String(body)).toContain('the direct dialect');
    expect(await ask(`${url}/calls/healthz`)).toMatchObject({ status: 200 });
  });

  test('the page, and Socket.IO beside it, are where they were', async () => {
    expect(await ask(`${parley.http}/calls/`)).toMatchObject({ status: 200 });
    const library = await ask(`${parley.http}/calls/socket.io/socket.io.js`);
    expect(library).toMatchObject({ status: 200 });
    const plain = await connectText(`${parley.http}`, '/calls/ws');
    plain.send('{"event":"alive","ack":1}');
    expect(await plain.next()).toBe('{"ack":1,"args":[{"ok":true}]}');
    plain.drop();
  });

  test('SIGTERM closes what is connected there too', async () => {
    const client = await connectText(`http://localhost:${portOf('direct')}`, '/');
    client.send(hello.direct);
    await client.next();
    parley.process.kill('SIGTERM');
    expect(await client.closeCode).toBe(1001);
  });
});

describe('what can’t be listened on is told in a sentence', () => {
  const start = (settings: Record<string, string>) =>
    spawnSync(process.execPath, [resolve('dist/server/parley.js')], {
      env: { ...process.env, HTTP_PORT: '0', HTTPS_PORT: 'off', STUN_PORT: 'off', ...settings },
      cwd: tmpdir(),
      encoding: 'utf8',
      timeout: 20_000,
    });

  test('a port that is taken', async () => {
    const other = createServer().listen(0);
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const { status, stderr } = start({ LISTEN_DIRECT: String(port), SEAT_SECRET: 'x'.repeat(16) });
    other.close();
    expect(status).toBe(1);
    expect(stderr).toContain(`Port ${port} is taken; `);
    expect(stderr).toContain('LISTEN_DIRECT');
  });

  test('two settings with one port', () => {
    const { status, stderr } = start({ HTTPS_PORT: '8443', LISTEN_BROADCAST: '8443' });
    expect(status).toBe(1);
    expect(stderr).toContain('HTTPS_PORT and LISTEN_BROADCAST are both 8443; ');
  });

  test('what is no port', () => {
    const { stderr } = start({ LISTEN_ROOMS: '8765/ssl' });
    expect(stderr).toContain('LISTEN_ROOMS is "8765/ssl"; it must be a port (0 to 65535) or off; ');
  });
});
