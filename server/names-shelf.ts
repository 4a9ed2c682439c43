import { join } from 'node:path';
import type { Config } from './config/config.ts';
import { createFileShelf, type Shelf } from './shelf.ts';

type NamesSettings = Pick<Config, 'DIRECTORY' | 'NAMES_FILE' | 'CERTS_DIR' | 'REQUIRE_TOKEN'>;

/** Where registered names are kept; null where nobody is called by one. */
export function createNamesShelf(settings: NamesSettings): Shelf | null {
  const { DIRECTORY, NAMES_FILE, CERTS_DIR, REQUIRE_TOKEN } = settings;
  if (!DIRECTORY || REQUIRE_TOKEN) return null;
  return createFileShelf(NAMES_FILE ?? join(CERTS_DIR, 'names.json'));
}
