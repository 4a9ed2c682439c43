import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
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

/** Where a pair is kept. */
interface Place {
  readonly key: string;
  readonly cert: string;
  /** What whoever can't mend it does instead. */
  readonly otherwise: string;
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
  const place = {
    key: join(dir, 'key.pem'),
    cert: join(dir, 'cert.pem'),
    otherwise: 'remove the pair for a new self-signed one',
  };
  const [key, cert] = await Promise.all([read(place.key), read(place.cert)]);
  if (key === null && cert === null) return make(dir, names, now);
  const { certificate, ...pair } = checkPair(place, key, cert);
  const isStale = pair.expires.getTime() - now < RENEW_BEFORE_MS || !covers(certificate, names);
  return isOurs(certificate) && isStale ? make(dir, names, now) : pair;
}

/** A pair of the operator's own, in the two files that certbot and the like keep. Throws SetupError as above. */
export async function loadOwnPair(certPath: string, keyPath: string): Promise<KeyPair> {
  const place = { key: keyPath, cert: certPath, otherwise: 'unset TLS_CERT and TLS_KEY' };
  const [key, cert] = await Promise.all([read(keyPath), read(certPath)]);
  const { certificate: _, ...pair } = checkPair(place, key, cert);
  return pair;
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

async function read(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return null;
    throw new SetupError(`${path} can't be read (${code}); let this user read it.`);
  }
}

function checkPair(
  place: Place,
  key: string | null,
  cert: string | null,
): KeyPair & { readonly certificate: X509Certificate } {
  if (key === null) throw missing(place.key, place);
  if (cert === null) throw missing(place.cert, place);
  const certificate = parse(place, 'cert', () => new X509Certificate(cert));
  const privateKey = parse(place, 'key', () => createPrivateKey(key));
  if (!certificate.checkPrivateKey(privateKey)) {
    throw new SetupError(
      `${place.key} does not belong to ${place.cert}; put a pair there, or ${place.otherwise}.`,
    );
  }
  // The rest of the chain, and whether TLS takes them at all.
  parse(place, 'cert', () => createSecureContext({ key, cert }));
  return { key, cert, isMadeNow: false, expires: new Date(certificate.validTo), certificate };
}

function missing(path: string, { otherwise }: Place): SetupError {
  return new SetupError(`${path} is missing; put it there, or ${otherwise}.`);
}

const contents = { key: 'private key', cert: 'certificate' } as const;

function parse<T>(place: Place, half: keyof typeof contents, parser: () => T): T {
  try {
    return parser();
  } catch {
    throw new SetupError(
      `${place[half]} holds no ${contents[half]} in PEM without a passphrase; replace it, or ${place.otherwise}.`,
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
