import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from './config/config.ts';
import { SetupError } from './config/setup-error.ts';

const NAME = 'seat-secret';

/** What seat tokens are signed with: the one that is set, else one that is made once and kept beside the key. */
export async function loadSeatSecret({ SEAT_SECRET, CERTS_DIR }: Config): Promise<string> {
  if (SEAT_SECRET !== null) return SEAT_SECRET;
  const path = join(CERTS_DIR, NAME);
  const kept = await read(path);
  if (kept) return kept;
  const secret = randomBytes(32).toString('base64url');
  try {
    await mkdir(CERTS_DIR, { recursive: true });
    await writeFile(path, secret, { mode: 0o600 });
  } catch (error) {
    throw cannot('written to', path, error);
  }
  return secret;
}

async function read(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw cannot('read from', path, error);
  }
}

function cannot(what: string, path: string, error: unknown): SetupError {
  const { code } = error as NodeJS.ErrnoException;
  return new SetupError(
    `The secret of the seats can't be ${what} ${path} (${code}); let this user do it, or set SEAT_SECRET.`,
  );
}
