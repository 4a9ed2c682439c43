import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadKeyPair, ownNames } from '../../server/certs.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const names = ['localhost', 'box.example', '127.0.0.1', '::1'];
const now = Date.UTC(2026, 0, 1);
let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'parley-test-'));
});
afterEach(() => rm(dir, { recursive: true }));

const loadAt = (ms: number, wanted: readonly string[] = names) => loadKeyPair(dir, wanted, ms);

test('where there is none, one is made for all the names and kept', async () => {
  const made = await loadAt(now);
  const certificate = new X509Certificate(made.cert);
  expect(made.isMadeNow).toBe(true);
  for (const name of ['localhost', 'box.example']) expect(certificate.checkHost(name)).toBe(name);
  for (const address of ['127.0.0.1', '::1']) expect(certificate.checkIP(address)).toBe(address);
  const again = await loadAt(now + DAY_MS);
  expect(again).toMatchObject({ isMadeNow: false, cert: made.cert, key: made.key });
  expect(await readFile(join(dir, 'key.pem'), 'utf8')).toBe(made.key);
});

test('it is renewed before it ends', async () => {
  const { expires } = await loadAt(now);
  expect((await loadAt(expires.getTime() - 31 * DAY_MS)).isMadeNow).toBe(false);
  expect((await loadAt(expires.getTime() - 29 * DAY_MS)).isMadeNow).toBe(true);
});

test('it is made anew when the host has another address', async () => {
  await loadAt(now);
  const anew = await loadAt(now, [...names, '192.0.2.7']);
  expect(anew.isMadeNow).toBe(true);
  expect(new X509Certificate(anew.cert).checkIP('192.0.2.7')).toBe('192.0.2.7');
});

test('one that somebody else made is never replaced', async () => {
  const theirs = await generate([{ name: 'commonName', value: 'theirs.example' }], {
    notAfterDate: new Date(now + DAY_MS),
  });
  await writeFile(join(dir, 'key.pem'), theirs.private);
  await writeFile(join(dir, 'cert.pem'), theirs.cert);
  expect(await loadAt(now)).toMatchObject({ isMadeNow: false, cert: theirs.cert });
});

test.each([
  ['key.pem', 'nonsense', 'holds no private key'],
  ['cert.pem', 'nonsense', 'holds no certificate'],
])('a broken %s is told in a sentence', async (file, content, words) => {
  await loadAt(now);
  await writeFile(join(dir, file), content);
  await expect(loadAt(now)).rejects.toThrow(words);
});

test('half of a pair, and two halves of different pairs, are told in a sentence', async () => {
  await loadAt(now);
  const key = await readFile(join(dir, 'key.pem'), 'utf8');
  await rm(join(dir, 'cert.pem'));
  await expect(loadAt(now)).rejects.toThrow('cert.pem is missing');
  await rm(join(dir, 'key.pem'));
  await loadAt(now);
  await writeFile(join(dir, 'key.pem'), key);
  await expect(loadAt(now)).rejects.toThrow('does not belong to');
});

test('this host is known by localhost and its addresses', () => {
  expect(ownNames()).toEqual(expect.arrayContaining(['localhost', '127.0.0.1', '::1']));
});
