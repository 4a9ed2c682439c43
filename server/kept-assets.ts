import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from './log.ts';

/** This one and the one before. */
const RELEASES_KEPT = 2;

export interface KeepOptions {
  /** The page as it was built. */
  readonly dir: string;
  readonly keptDir: string;
  readonly now: () => number;
  readonly log: Log;
}

/**
 * Keeps a copy of this release's assets, and gives the folders of it and of the release before. Much of a page is
 * loaded when it is first used: one that was opened before an update asks for what the new release doesn't have.
 */
export async function keepAssets({ dir, keptDir, now, log }: KeepOptions): Promise<string[]> {
  try {
    const own = join(keptDir, await releaseOf(dir));
    if (!(await isThere(own))) await copyAssets(dir, own);
    const servedAt = new Date(now());
    await utimes(own, servedAt, servedAt);
    return await forgetOld(keptDir);
  } catch (error) {
    const { code = 'no code' } = error as NodeJS.ErrnoException;
    log.warn('the assets of this release are not kept for the next', { in: keptDir, why: code });
    return [];
  }
}

/** The names of assets carry a hash of what they hold: all of them together tell one release from another. */
async function releaseOf(dir: string): Promise<string> {
  const names = await readdir(join(dir, 'assets'));
  return createHash('sha256').update(names.sort().join()).digest('hex').slice(0, 16);
}

/** Whole or not at all. Where another process was faster, its copy is as good. */
async function copyAssets(dir: string, folder: string): Promise<void> {
  const unfinished = `${folder}.${process.pid}`;
  await mkdir(unfinished, { recursive: true });
  await cp(join(dir, 'assets'), join(unfinished, 'assets'), { recursive: true });
  await rename(unfinished, folder).catch(() => rm(unfinished, { recursive: true }));
}

async function isThere(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}

/** Gives those that stay, the one served last first. */
async function forgetOld(keptDir: string): Promise<string[]> {
  const names = (await readdir(keptDir)).filter((name) => /^[0-9a-f]{16}$/.test(name));
  const releases = await Promise.all(
    names.map(async (name) => {
      const folder = join(keptDir, name);
      return { folder, servedAt: (await stat(folder)).mtimeMs };
    }),
  );
  const folders = releases.sort((a, b) => b.servedAt - a.servedAt).map(({ folder }) => folder);
  const old = folders.splice(RELEASES_KEPT);
  await Promise.all(old.map((folder) => rm(folder, { recursive: true, force: true })));
  return folders;
}
