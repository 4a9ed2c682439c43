import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import type { Names } from './config.ts';
import { SetupError } from './setup-error.ts';

/** The settings in a file such as `.env`; none where there is no such file. */
export function readEnvFile(path: string): Names {
  try {
    return parseEnv(readFileSync(path, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return {};
    throw new SetupError(`${path} can't be read (${code}); let this user read it, or remove it.`);
  }
}
