import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly resolved?: string;
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, Locked>;
};
const packages = Object.entries(lock.packages).filter(([path]) => path !== '');

/** The first versions without the faults that end a process or leak memory. */
const LEAST = { 'engine.io': '6.6.10', 'socket.io-parser': '4.2.7', ws: '8.21.1' };
/** Read in the package: it declares its licence in a form of old, which the lock file leaves out. */
const UNDECLARED: Record<string, string> = { 'node_modules/xmlhttprequest-ssl': 'MIT' };
/** Used as it is: its licence asks for its own files alone. */
const UNCHANGED = /^node_modules\/(@node-datachannel\/.+|node-datachannel)$/;
const PERMISSIVE = /^(MIT|ISC|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0|0BSD|MIT-0|Unlicense)$/;

test.each(Object.entries(LEAST))('every copy of %s is %s or newer', (name, least) => {
  const copies = packages.filter(([path]) => path.endsWith(`node_modules/${name}`));
  expect(copies.length).toBeGreaterThan(0);
  for (const [, { version }] of copies) expect(isAtLeast(version ?? '', least)).toBe(true);
});

test('what users run is permissively licensed', () => {
  const strict = packages.filter(
    ([path, { dev, license }]) => !dev && !PERMISSIVE.test(license ?? UNDECLARED[path] ?? ''),
  );
  const unasked = strict.filter(
    ([path, { license }]) => !(UNCHANGED.test(path) && license === 'MPL 2.0'),
  );
  expect(unasked.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
});

test('the lock file names no registry', () => {
  expect(packages.filter(([, { resolved }]) => resolved?.startsWith('http'))).toEqual([]);
});

function isAtLeast(version: string, least: string): boolean {
  const [mine, theirs] = [version, least].map((text) => text.split('.').map(Number));
  for (const [index, wanted] of (theirs ?? []).entries()) {
    const found = mine?.[index] ?? 0;
    if (found !== wanted) return found > wanted;
  }
  return true;
}
