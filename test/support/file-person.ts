import { basename } from 'node:path';
import { expect } from 'vitest';
import { hashOfFile } from './disk-files.ts';
import type { Person } from './person.ts';
import { waitFor } from './tab.ts';

/** What people do with files, and see of them. */

/** There is somebody who can take files. */
export async function canSend({ tab }: Person): Promise<void> {
  const isEnabled = () =>
    document.querySelector<HTMLButtonElement>('.choose-files')?.disabled === false;
  await tab.until('the button for files', isEnabled, null);
}

export async function offers(person: Person, ...paths: readonly string[]): Promise<void> {
  await person.tab.choose(paths);
}

export async function accepts({ tab }: Person, name: string): Promise<void> {
  await tab.press('button', `Accept ${name}`);
}

/** The row of a file says so. */
export async function seesOfFile({ tab }: Person, name: string, text: string): Promise<void> {
  await tab.until(`"${text}" beside ${name}`, isInRow, { name, text });
}

/** At least so much of it has moved, from 0 to 1. */
export async function seesProgress({ tab }: Person, name: string, share: number): Promise<void> {
  await tab.until(`progress of ${name}`, isFarEnough, { name, share });
}

/** It comes, however slowly: what fails is a file that stands still. */
export async function arrives(person: Person, name: string): Promise<void> {
  await person.tab.until(`the start of ${name}`, hasStarted, name);
  let last = -1;
  while (await person.tab.evaluate(isMoving, name)) {
    await seesMore(person, name, last);
    last = await progressOf(person, name);
  }
  await seesOfFile(person, name, 'received');
}

/** More of it than so many bytes. */
export async function seesMore({ tab }: Person, name: string, bytes: number): Promise<void> {
  await tab.until(`more of ${name}`, hasMoved, { name, bytes });
}

export function progressOf({ tab }: Person, name: string): Promise<number> {
  return tab.evaluate(progressIn, name);
}

/** It is in the person's downloads, by its name, and the same to the last bit. */
export async function expectSaved({ tab }: Person, path: string): Promise<void> {
  const name = basename(path);
  const find = () => tab.downloads.find((saved) => saved.name === name);
  await waitFor(`the download of ${name}`, async () => find() !== undefined);
  expect(await hashOfFile((await find()?.path()) ?? '')).toBe(await hashOfFile(path));
}

// In the page

function isInRow({ name, text }: { readonly name: string; readonly text: string }): boolean {
  const rows = [...document.querySelectorAll('.file')];
  const row = rows.find((one) => one.querySelector('b')?.textContent === name);
  // Amounts are kept on one line.
  return row?.textContent?.replaceAll('\u00a0', ' ').includes(text) ?? false;
}

function isFarEnough({ name, share }: { readonly name: string; readonly share: number }): boolean {
  const bar = document.querySelector<HTMLProgressElement>(`progress[aria-label="${name}"]`);
  return bar !== null && bar.position >= share;
}

function hasStarted(name: string): boolean {
  const rows = [...document.querySelectorAll('.file.moving, .file.done')];
  return rows.some((row) => row.querySelector('b')?.textContent === name);
}

function isMoving(name: string): boolean {
  return document.querySelector(`progress[aria-label="${name}"]`) !== null;
}

function hasMoved({ name, bytes }: { readonly name: string; readonly bytes: number }): boolean {
  const bar = document.querySelector<HTMLProgressElement>(`progress[aria-label="${name}"]`);
  return bar === null || bar.value > bytes;
}

function progressIn(name: string): number {
  return document.querySelector<HTMLProgressElement>(`progress[aria-label="${name}"]`)?.value ?? 0;
}
