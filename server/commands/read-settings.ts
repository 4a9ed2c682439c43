import { type Reading, readConfig } from '../config/config.ts';
import { readEnvFile } from '../config/env-file.ts';
import { unknownNames } from '../config/unknown-names.ts';

/** Of this process and the folder that it was started in. */
export function readSettings(): Reading & { readonly warnings: readonly string[] } {
  const sources = { environment: process.env, envFile: readEnvFile('.env') };
  return { ...readConfig(sources), warnings: unknownNames(sources) };
}
