import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { SetupError } from './config/setup-error.ts';

/** Marks a certificate as made here: only such a one is ever replaced. */
const OURS = 'Parley self-signed';
const DAY_MS = 24 * 60 * 60 * 1000;
/** Apple's devices refuse longer ones than 825 days, browsers warn of those over 398. */
const LIFETIME_MS = 365 * DAY_MS;
const RENEW_BEFORE_MS = 30 * DAY_MS;

export interface KeyPair {
  /** PEM. */
  readonly key: string;
  readonly cert: string;
  readonly isMadeNow: boolean;
  readonly expires: Date;
}

/**
 * The key and certificate of `dir` (key.pem, cert.pem). Where there are none, a self-signed pair for `names` is
 * made there and kept; one made earlier is made anew when it is about to end or does not cover all the names.
 * Throws SetupError for a pair that can't be used.
 */
export async function loadKeyPair(
  dir: string,
  names: readonly string[],
  now: number,
): Promise<KeyPair> {
  const [key, cert] = await Promise.all([read(dir, 'key.pem'), read(dir, 'cert.pem')]);
  if (key === null && cert === null) return make(dir, names, now);
  if (key === null || cert === null) {
    const missing = join(dir, key === null ? 'key.pem' : 'cert.pem');
    throw new SetupError(
      `${missing} is missing; put it beside the other, or remove that for a new self-signed pair.`,
    );
  }
  const certificate = check(dir, key, cert);
  const expires = new Date(certificate.validTo);
  const isStale = expires.getTime() - now < RENEW_BEFORE_MS || !covers(certificate, names);
  if (isOurs(certificate) && isStale) return make(dir, names, now);
  return { key, cert, isMadeNow: false, expires };
}

/** localhost, this host's name, and its addresses: what people may type to get here. */
export function ownNames(): string[] {
  const addresses = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .map(({ address }) => address)
    // A link-local address needs a zone, which no certificate can name.
    .filter((address) => !address.startsWith('fe80:'));
  return [...new Set(['localhost', hostname(), '127.0.0.1', '::1', ...addresses])];
}

async function read(dir: string, name: string): Promise<string | null> {
  const path = join(dir, name);
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return null;
    throw new SetupError(`${path} can't be read (${code}); let this user read it.`);
  }
}

function check(dir: string, key: string, cert: string): X509Certificate {
  const certificate = parse(join(dir, 'cert.pem'), 'certificate', () => new X509Certificate(cert));
  const privateKey = parse(join(dir, 'key.pem'), 'private key', () => createPrivateKey(key));
  if (certificate.checkPrivateKey(privateKey)) return certificate;
  throw new SetupError(
    `${join(dir, 'key.pem')} does not belong to ${join(dir, 'cert.pem')}; put a pair there, or remove both for a new self-signed one.`,
  );
}

function parse<T>(path: string, what: string, parser: () => T): T {
  try {
    return parser();
  } catch {
    throw new SetupError(
      `${path} holds no ${what} in PEM without a passphrase; replace it, or remove the pair for a new self-signed one.`,
    );
  }
}

function isOurs({ subject }: X509Certificate): boolean {
  return subject.includes(`O=${OURS}`);
}

function covers(certificate: X509Certificate, names: readonly string[]): boolean {
  return names.every((name) =>
    isIP(name) ? certificate.checkIP(name) : certificate.checkHost(name),
  );
}

async function make(dir: string, names: readonly string[], now: number): Promise<KeyPair> {
  const expires = new Date(now + LIFETIME_MS);
  const subject = [
    { name: 'commonName', value: 'localhost' },
    { name: 'organizationName', value: OURS },
  ];
  const pair = await generate(subject, {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    // An hour back, for devices whose clocks are behind.
    notBeforeDate: new Date(now - 60 * 60 * 1000),
    notAfterDate: expires,
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: names.map(altName) },
    ],
  });
  await keep(dir, pair.private, pair.cert);
  return { key: pair.private, cert: pair.cert, isMadeNow: true, expires };
}

function altName(name: string): { type: 7; ip: string } | { type: 2; value: string } {
  return isIP(name) ? { type: 7, ip: name } : { type: 2, value: name };
}

async function keep(dir: string, key: string, cert: string): Promise<void> {
  try {
    await mkdir(dir, { recursive: true });
    // Renamed into place, so that a crash in between leaves no half of a file.
    await writeFile(join(dir, 'key.pem.new'), key, { mode: 0o600 });
    await writeFile(join(dir, 'cert.pem.new'), cert);
    await rename(join(dir, 'key.pem.new'), join(dir, 'key.pem'));
    await rename(join(dir, 'cert.pem.new'), join(dir, 'cert.pem'));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new SetupError(
      `A certificate can't be written to ${dir} (${code}); let this user write there, put a pair there, or set HTTPS_PORT=off.`,
    );
  }
}
