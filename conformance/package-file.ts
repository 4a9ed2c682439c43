import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** A file or folder of the package, which the built files see from one folder deeper than the sources. */
export function packageFile(name: string): string {
  const paths = ['..', '../..'].map((up) => resolve(import.meta.dirname, up, name));
  const path = paths.find(existsSync);
  if (path === undefined) throw new Error(`${name} is missing: install Parley anew.`);
  return path;
}
