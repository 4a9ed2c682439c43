import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { copyFile, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadKeyPair, loadOwnPair } from '../../server/certs.ts';
import { type HttpsListener, type Hub, listenHttps } from '../../server/listeners.ts';
import { createRenewal } from '../../server/renewal.ts';

let dir: string;
let cert: string;
let key: string;
let listener: HttpsListener;
let look: () => Promise<void>;
let told: string[];

/** Another pair, as a certificate authority would give it. */
async function issue(name: string): Promise<void> {
  await loadKeyPair(join(dir, name), ['localhost'], Date.now());
}

/** As certbot does: the names stay, and lead to other files. */
async function lead(to: string): Promise<void> {
  await Promise.all([rm(cert, { force: true }), rm(key, { force: true })]);
  await symlink(join(dir, to, 'cert.pem'), cert);
  await symlink(join(dir, to, 'key.pem'), key);
}

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'parley-test-'));
  cert = join(dir, 'fullchain.pem');
  key = join(dir, 'privkey.pem');
  await Promise.all([issue('first'), issue('second')]);
  await lead('first');
  const server = createServer((_request, response) => response.end('well'));
  const hub: Hub = { server, inTurn: (job) => job() };
  const pair = await loadOwnPair(cert, key);
  listener = await listenHttps(hub, { host: '127.0.0.1', port: 0 }, pair, () => {});
  told = [];
  const tell = (message: string) => void told.push(message);
  look = createRenewal({
    load: () => loadOwnPair(cert, key),
    inForce: pair,
    renew: listener.renew,
    log: { error: tell, warn: tell, info: tell, debug: tell },
  });
});
afterEach(async () => {
  await listener.close();
  await rm(dir, { recursive: true });
});

async function handshake(): Promise<TLSSocket> {
  const options = { host: '127.0.0.1', port: listener.port, rejectUnauthorized: false };
  const socket = connect(options);
  await once(socket, 'secureConnect');
  return socket;
}

async function serialNow(): Promise<string | undefined> {
  const socket = await handshake();
  const { serialNumber } = socket.getPeerCertificate();
  socket.destroy();
  return serialNumber;
}

const serialOf = async (name: string) =>
  new X509Certificate(await readFile(join(dir, name, 'cert.pem'))).serialNumber;

async function ask(socket: TLSSocket): Promise<string> {
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  const [answer] = (await once(socket, 'data')) as [Buffer];
  return answer.toString();
}

test('new handshakes get the new certificate, and the connection of before lives on', async () => {
  const old = await handshake();
  expect(await ask(old)).toContain('well');
  await lead('second');
  await look();
  expect(await serialNow()).toBe(await serialOf('second'));
  expect(await ask(old)).toContain('well');
  expect(old.getPeerCertificate().serialNumber).toBe(await serialOf('first'));
  expect(told).toEqual(['renewed the certificate']);
  old.destroy();
});

test('files that did not change are no news', async () => {
  await look();
  expect(told).toEqual([]);
});

test.each([
  ['holds no certificate', () => writeFile(join(dir, 'second', 'cert.pem'), 'half of a')],
  ['does not belong to', () => copyFile(join(dir, 'first/key.pem'), join(dir, 'second/key.pem'))],
  ['is missing', () => rm(join(dir, 'second', 'key.pem'))],
])('a pair that %s is told once, and the former stays in force', async (words, spoil) => {
  await spoil();
  await lead('second');
  await look();
  await look();
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/^the former certificate stays in force: /);
  expect(told[0]).toContain(words);
  expect(await serialNow()).toBe(await serialOf('first'));
  await rm(join(dir, 'second'), { recursive: true });
  await issue('second');
  await look();
  expect(told).toEqual([told[0], 'renewed the certificate']);
  expect(await serialNow()).toBe(await serialOf('second'));
});
