import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect as connectPlain, createServer, type Socket } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { loadKeyPair } from '../../server/certs.ts';
import { ask } from '../support/ask.ts';
import { type Parley, startParley } from '../support/parley.ts';
import { connectRaw } from '../support/raw-client.ts';

/** An address of this machine that is not loopback: what others use. Machines without a network have none. */
const outside = Object.values(networkInterfaces())
  .flatMap((list) => list ?? [])
  .find(({ internal, family }) => !internal && family === 'IPv4')?.address;

describe('serving', () => {
  let parley: Parley;
  beforeAll(async () => {
    parley = await startParley();
  });
  afterAll(() => parley.stop());

  test('the page is never cached, its assets are for ever, both compressed at build time', async () => {
    const page = await ask(`${parley.http}/r/kitchen`, { 'Accept-Encoding': 'gzip' });
    expect(page).toMatchObject({ status: 200 });
    expect(page.headers).toMatchObject({ 'cache-control': 'no-store', 'content-encoding': 'gzip' });
    const plain = await ask(`${parley.https}/`);
    const [asset = ''] = /\/assets\/[^"]+\.js/.exec(String(plain.body)) ?? [];
    const script = await ask(`${parley.https}${asset}`, { 'Accept-Encoding': 'br, gzip' });
    expect(script.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'br',
    });
    expect((await ask(`${parley.http}${asset}`)).body.length).toBeGreaterThan(
      script.body.length * 2,
    );
  });

  test('the client library is where pages of the field look for it', async () => {
    const library = await ask(`${parley.http}/socket.io/socket.io.js`);
    expect(library.status).toBe(200);
    expect(String(library.body)).toContain('socket.io');
  });

  test.each([
    ['/nowhere/at/all', 404],
    ['/r/%E0%A4%A', 400],
    ['/%00', 404],
    ['/assets/none.js', 404],
    ['/../package.json', 404],
    ['/assets/..%2f..%2f..%2fpackage.json', 404],
  ])('%s is answered with %i', async (path, status) => {
    const answer = await ask(`${parley.http}${path}`, { Accept: 'text/plain' });
    expect(answer.status).toBe(status);
    expect(String(answer.body)).not.toContain('dependencies');
  });

  test('the self-signed certificate covers localhost', async () => {
    const { port } = new URL(parley.https ?? '');
    const socket = connect({ port: Number(port), host: 'localhost', rejectUnauthorized: false });
    await new Promise((secured) => socket.once('secureConnect', secured));
    expect(socket.getPeerCertificate().subjectaltname).toContain('DNS:localhost');
    socket.destroy();
  });

  test('certificate files of their own are served, whatever is in CERTS_DIR', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'parley-certs-'));
    await loadKeyPair(dir, ['own.example'], Date.now());
    const own = await startParley({
      TLS_CERT: join(dir, 'cert.pem'),
      TLS_KEY: join(dir, 'key.pem'),
    });
    onTestFinished(async () => {
      await own.stop();
      rmSync(dir, { recursive: true });
    });
    const { port } = new URL(own.https ?? '');
    const socket = connect({ port: Number(port), host: 'localhost', rejectUnauthorized: false });
    await once(socket, 'secureConnect');
    expect(socket.getPeerCertificate().subjectaltname).toBe('DNS:own.example');
    socket.destroy();
  });

  test.runIf(outside)('and the address by which others come', async () => {
    const { port } = new URL(parley.https ?? '');
    const options = { host: outside ?? '', port: Number(port), rejectUnauthorized: false };
    const socket = connect(options);
    await new Promise((secured) => socket.once('secureConnect', secured));
    expect(socket.getPeerCertificate().subjectaltname).toContain(`IP Address:${outside}`);
    socket.destroy();
  });

  test.runIf(outside)('others are sent from HTTP to HTTPS, path and all', async () => {
    const { port } = new URL(parley.http ?? '');
    const answer = await ask(`http://${outside}:${port}/r/kitchen?x=1`);
    expect(answer.status).toBe(307);
    const { port: secure } = new URL(parley.https ?? '');
    expect(answer.headers['location']).toBe(`https://${outside}:${secure}/r/kitchen?x=1`);
  });

  test.runIf(outside)('others are served over HTTP where HTTPS is off', async () => {
    const plain = await startParley({ HTTPS_PORT: 'off' });
    onTestFinished(() => plain.stop());
    expect(plain.https).toBeNull();
    const { port } = new URL(plain.http ?? '');
    expect((await ask(`http://${outside}:${port}/`)).status).toBe(200);
  });

  test('CAPACITY seats as many, and the log names no room and no address', async () => {
    const large = await startParley({ CAPACITY: '3', HTTPS_PORT: 'off' });
    onTestFinished(() => large.stop());
    const clients = await Promise.all([1, 2, 3, 4].map(() => connectRaw(large.http ?? '')));
    const answers: unknown[] = [];
    for (const client of clients) answers.push(await client.ask('join', 'secret-kitchen'));
    expect(answers.map((answer) => (answer as { ok: boolean }).ok)).toEqual([
      true,
      true,
      true,
      false,
    ]);
    for (const client of clients) await client.close();
    await large.stop();
    const text = JSON.stringify(large.lines.filter(({ category }) => category !== 'server'));
    expect(text).toContain('joined');
    expect(text).not.toMatch(/secret-kitchen|127\.0\.0\.1/);
  });
});

describe('ending', () => {
  /** Before the hard stop, which would hide what hangs. */
  const BY_ITSELF_MS = 1400;

  /** Connections that wait for nothing: half a request, and not even a handshake. */
  async function holdOpen(url: string): Promise<readonly Socket[]> {
    const port = Number(new URL(url).port);
    const half = connect({ port, host: 'localhost', rejectUnauthorized: false });
    const silent = connectPlain({ port, host: 'localhost' });
    for (const socket of [half, silent]) socket.on('error', () => {});
    await Promise.all([once(half, 'secureConnect'), once(silent, 'connect')]);
    half.write('GET / HTTP/1.1\r\nHost: x\r\n');
    return [half, silent];
  }

  test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it, whoever is connected', async (signal) => {
    const parley = await startParley();
    const client = await connectRaw(parley.http ?? '');
    await client.ask('join', 'kitchen');
    const idle = await holdOpen(parley.https ?? '');
    const begun = performance.now();
    const code = new Promise((exit) => parley.process.once('exit', exit));
    parley.process.kill(signal);
    expect(await code).toBe(0);
    expect(performance.now() - begun).toBeLessThan(BY_ITSELF_MS);
    await client.closed;
    for (const socket of idle) socket.destroy();
  });
});

describe('not starting', () => {
  function fail(settings: Record<string, string>): { status: number | null; words: string } {
    const certs = mkdtempSync(join(tmpdir(), 'parley-certs-'));
    const { status, stderr } = spawnSync(process.execPath, [resolve('dist/server/parley.js')], {
      env: {
        ...process.env,
        HTTP_PORT: '0',
        HTTPS_PORT: '0',
        STUN_PORT: '0',
        CERTS_DIR: certs,
        ...settings,
      },
      cwd: certs,
      encoding: 'utf8',
      timeout: 10_000,
    });
    return { status, words: stderr.trim() };
  }

  test.each(['HTTP_PORT', 'HTTPS_PORT'])(
    '%s is taken: one sentence, exit code 1',
    async (setting) => {
      const taken = createServer();
      await new Promise<void>((listening) => taken.listen(0, listening));
      onTestFinished(() => void taken.close());
      const { port } = taken.address() as { port: number };
      expect(fail({ [setting]: String(port) })).toEqual({
        status: 1,
        words: `Port ${port} is taken; stop the program that has it, or set ${setting} to another port.`,
      });
    },
  );

  test('a certificate that cannot be read: one sentence, exit code 1', () => {
    const certs = mkdtempSync(join(tmpdir(), 'parley-certs-'));
    writeFileSync(join(certs, 'key.pem'), 'nonsense');
    writeFileSync(join(certs, 'cert.pem'), 'nonsense');
    const { status, words } = fail({ CERTS_DIR: certs });
    expect(status).toBe(1);
    expect(words).toMatch(/^\S*cert\.pem holds no certificate .*; replace it, or remove .*\.$/);
  });

  test('a key that belongs to another certificate: one sentence, exit code 1', async () => {
    const certs = mkdtempSync(join(tmpdir(), 'parley-certs-'));
    const [mine, other] = [
      await loadKeyPair(certs, ['localhost'], Date.now()),
      join(certs, 'other'),
    ];
    await loadKeyPair(other, ['localhost'], Date.now());
    writeFileSync(join(other, 'key.pem'), mine.key);
    const { status, words } = fail({ CERTS_DIR: other });
    expect(status).toBe(1);
    expect(words).toMatch(
      /^\S*key\.pem does not belong to \S*cert\.pem; put a pair there, or .*\.$/,
    );
  });

  test('certificate files of their own that are not there: one sentence, exit code 1', () => {
    expect(fail({ TLS_CERT: '/nowhere/fullchain.pem', TLS_KEY: '/nowhere/privkey.pem' })).toEqual({
      status: 1,
      words: '/nowhere/privkey.pem is missing; put it there, or unset TLS_CERT and TLS_KEY.',
    });
    expect(fail({ TLS_CERT: '/nowhere/fullchain.pem' })).toEqual({
      status: 1,
      words: 'TLS_CERT and TLS_KEY belong together; set both of them, or neither.',
    });
  });

  test('a wrong setting, and a host that is not here: one sentence, exit code 1', () => {
    expect(fail({ CAPACITY: 'two' })).toEqual({
      status: 1,
      words: 'CAPACITY is "two"; it must be a number of seats, 2 to 1000.',
    });
    expect(fail({ HOST: '198.51.100.1' })).toMatchObject({
      status: 1,
      words: expect.stringMatching(
        /^HOST is "198\.51\.100\.1", which is no address of this machine/,
      ),
    });
  });
});
