import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as v from 'valibot';

const named = v.object({ version: v.string() });

/** What package.json says, which the built files see from one folder deeper than the sources. */
export function version(): string {
  const paths = ['../..', '../../..'].map((up) => resolve(import.meta.dirname, up, 'package.json'));
  const path = paths.find(existsSync) ?? '';
  return v.parse(named, JSON.parse(readFileSync(path, 'utf8'))).version;
}
