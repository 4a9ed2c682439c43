import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { createTries } from './tries.ts';

/** RFC 7914. 32 MiB, and some 80 ms of a processor. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;

const derive = promisify<string, Buffer, number, typeof COST, Buffer>(scrypt);

/** What people choose and nobody else may know, kept as `<salt>.<scrypt>`. */
export interface Secrets {
  hash(secret: string): Promise<string>;
  /** Takes the same time whatever differs; null where this address has tried too much. */
  matches(secret: string, hash: string, address: string): Promise<boolean | null>;
}

/**
 * They are compared one at a time, so that whoever tries many on many connections is counted exactly, and takes one
 * processor at most.
 */
export function createSecrets(now: () => number): Secrets {
  const tries = createTries(now);
  const inTurn = createTurns();
  return {
    hash: (secret) => inTurn(() => hash(secret)),
    matches: (secret, expected, address) =>
      inTurn(async () => {
        if (tries.waitMs(address) > 0) return null;
        const isRight = await matches(secret, expected);
        if (!isRight) tries.add(address);
        return isRight;
      }),
  };
}

async function hash(secret: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const derived = await deriveFrom(secret, salt);
  return `${salt.toString('base64url')}.${derived.toString('base64url')}`;
}

async function matches(secret: string, expected: string): Promise<boolean> {
  const [salt = '', derived = ''] = expected.split('.');
  const given = await deriveFrom(secret, Buffer.from(salt, 'base64url'));
  return timingSafeEqual(given, Buffer.from(derived, 'base64url'));
}

/** The same letters can be written in two ways, which keyboards choose between. */
function deriveFrom(secret: string, salt: Buffer): Promise<Buffer> {
  return derive(secret.normalize('NFC'), salt, HASH_BYTES, COST);
}

function createTurns(): <T>(job: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (job) => {
    const done = last.then(job);
    last = done.catch(() => {});
    return done;
  };
}
