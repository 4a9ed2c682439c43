import { closeSync, mkdirSync, openSync, statSync, unlinkSync } from 'node:fs';
import { dirname, extname } from 'node:path';
import { DeviceProblem } from './device-problem.ts';

/** Of the same name. */
const MOST_TRIALS = 10_000;

/** Makes an empty file where none is, and says its name: the first of these that is free, or the last with a number. */
export function createFreeFile(...paths: readonly string[]): string {
  for (const path of paths) if (createFile(path)) return path;
  const last = paths.at(-1) ?? '';
  const extension = extname(last);
  const stem = last.slice(0, last.length - extension.length);
  for (let number = 2; number < MOST_TRIALS; number++) {
    const path = `${stem}-${number}${extension}`;
    if (createFile(path)) return path;
  }
  throw new DeviceProblem(`There are too many files like ${last}.`);
}

/** What was made for something that did not come. */
export function removeIfEmpty(path: string): boolean {
  try {
    const isEmpty = statSync(path).size === 0;
    if (isEmpty) unlinkSync(path);
    return isEmpty;
  } catch {
    return true;
  }
}

export function checkFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
    const trial = createFreeFile(`${path}/.parley`);
    unlinkSync(trial);
  } catch {
    throw new DeviceProblem(`The folder ${path} can't be written to.`);
  }
}

/** False where there is one. */
function createFile(path: string): boolean {
  try {
    closeSync(openSync(path, 'wx'));
    return true;
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    if (isTaken) return false;
    throw new DeviceProblem(`In the folder ${dirname(path)} nothing can be written.`);
  }
}
