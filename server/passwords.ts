import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Passwords } from '../extensions/password.ts';
import type { Config } from './config/config.ts';
import { createTries } from './tries.ts';

/** RFC 7914. 32 MiB, and some 80 ms of a processor. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** For a room that has none of its own. */
const ANY_ROOM = '*';

const derive = promisify<string, Buffer, number, typeof COST, Buffer>(scrypt);

export type PasswordSettings = Pick<Config, 'ROOM_PASSWORDS'>;

/**
 * Passwords of rooms, kept as `<salt>.<scrypt>`. They are compared one at a time, so that whoever tries many on many
 * connections is counted exactly, and takes one processor at most.
 */
export async function createPasswords(
  { ROOM_PASSWORDS }: PasswordSettings,
  now: () => number,
): Promise<Passwords> {
  const tries = createTries(now);
  const inTurn = createTurns();
  const hashes = new Map<string, string>();
  for (const [room, password] of Object.entries(ROOM_PASSWORDS))
    hashes.set(room, await hash(password));

  return {
    setFor: (room) => hashes.get(room) ?? hashes.get(ANY_ROOM) ?? null,
    hash: (password) => inTurn(() => hash(password)),
    matches: (password, expected, address) =>
      inTurn(async () => {
        if (tries.waitMs(address) > 0) return null;
        const isRight = await matches(password, expected);
        if (!isRight) tries.add(address);
        return isRight;
      }),
  };
}

async function hash(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const derived = await deriveFrom(password, salt);
  return `${salt.toString('base64url')}.${derived.toString('base64url')}`;
}

async function matches(password: string, expected: string): Promise<boolean> {
  const [salt = '', derived = ''] = expected.split('.');
  const given = await deriveFrom(password, Buffer.from(salt, 'base64url'));
  return timingSafeEqual(given, Buffer.from(derived, 'base64url'));
}

/** The same letters can be written in two ways, which keyboards choose between. */
function deriveFrom(password: string, salt: Buffer): Promise<Buffer> {
  return derive(password.normalize('NFC'), salt, HASH_BYTES, COST);
}

function createTurns(): <T>(job: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (job) => {
    const done = last.then(job);
    last = done.catch(() => {});
    return done;
  };
}
