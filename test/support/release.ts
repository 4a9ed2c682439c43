import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';

export interface Release {
  /** What startParley starts. */
  readonly program: string;
  /** The folder of the built page. */
  readonly page: string;
}

/** A copy of what is built, for tests that change it. */
export function copyRelease(): Release {
  const folder = mkdtempSync(join(tmpdir(), 'parley-release-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const part of ['dist', 'package.json']) {
    cpSync(part, join(folder, part), { recursive: true });
  }
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  return { program: join(folder, 'dist/server/parley.js'), page: join(folder, 'dist/page') };
}

/** Another one, in which each asset has another hash, as if it held something else: beginning with `mark`. */
export function makeRelease(mark: string): Release {
  const release = copyRelease();
  const assets = join(release.page, 'assets');
  // Compressed forms would be those of the other release.
  for (const name of readdirSync(assets)) if (/\.(br|gz)$/.test(name)) rmSync(join(assets, name));
  const names = readdirSync(assets);
  const marked = names.map((name) => [name, withMark(name, mark)] as const);
  const files = names.filter((name) => /\.(js|css)$/.test(name)).map((name) => join(assets, name));
  for (const file of [...files, join(release.page, 'index.html')]) {
    let text = readFileSync(file, 'utf8');
    for (const pair of marked) text = text.replaceAll(...pair);
    writeFileSync(file, text);
  }
  for (const [from, to] of marked) renameSync(join(assets, from), join(assets, to));
  return release;
}

/** `quality-Bahqi2tv.js`, marked `A_`, is `quality-A_hqi2tv.js`. */
function withMark(name: string, mark: string): string {
  return name.replace(/-([\w-]{8})(?=\.\w+$)/, (_, hash: string) => `-${mark}${hash.slice(2)}`);
}
