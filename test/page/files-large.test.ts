import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startCoturn } from '../support/coturn.ts';
import { createDiskFile } from '../support/disk-files.ts';
import {
  accepts,
  arrives,
  canSend,
  expectSaved,
  offers,
  progressOf,
  seesMore,
  seesOfFile,
  seesProgress,
} from '../support/file-person.ts';
import { pageMemory } from '../support/page-memory.ts';
import { type Parley, startParley } from '../support/parley.ts';
import { chromiumPerson } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import { findCoturn } from '../support/programs.ts';

const MB = 1_000_000;
/**
 * Of both pages together, while 200 MB go from one disk to the other: two windows of 8 MiB, and what lies about until it
 * is collected. Measured: 110 MB, with 300 MB as with 100. Whoever keeps the file has more than 200.
 */
const MAX_GROWTH_BYTES = 160 * MB;

async function serve(settings: Record<string, string> = {}): Promise<Parley> {
  const parley = await startParley({ HTTPS_PORT: 'off', ...settings });
  onTestFinished(() => parley.stop());
  return parley;
}

async function meet(parley: Parley, options = {}): Promise<readonly [Person, Person]> {
  const [anna, minh] = [await chromiumPerson(options), await chromiumPerson(options)];
  await anna.join(`${parley.http}/r/large`, 'Anna');
  await anna.isTold('Waiting for the other person');
  await minh.join(`${parley.http}/r/large`, 'Minh');
  for (const one of [anna, minh]) await canSend(one);
  return [anna, minh];
}

/** The most memory that the pages ever had until it was done. */
async function peakUntil(done: Promise<void>): Promise<number> {
  let peak = 0;
  let isDone = false;
  const settle = () => {
    isDone = true;
  };
  done.then(settle, settle);
  while (!isDone) {
    peak = Math.max(peak, pageMemory());
    await Promise.race([done, pause(250)]);
  }
  return peak;
}

describe.runIf(existsSync('/proc/self/status'))('a file of 200 MB', () => {
  test('[F5] arrives the same, in the browser’s own storage, and memory stays flat', async () => {
    const [anna, minh] = await meet(await serve());
    // As in browsers that have no such dialog.
    await minh.tab.evaluate(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'), null);
    for (const one of [anna, minh]) await one.tab.press('switch', 'Camera');
    const small = await createDiskFile('small.bin', 5 * MB);
    await offers(anna, small);
    await accepts(minh, 'small.bin');
    await expectSaved(minh, small);

    const path = await createDiskFile('film.mp4', 200 * MB);
    await offers(anna, path);
    const before = pageMemory();
    await accepts(minh, 'film.mp4');
    const peak = await peakUntil(arrives(minh, 'film.mp4'));
    expect(peak - before).toBeLessThan(MAX_GROWTH_BYTES);
    await expectSaved(minh, path);
    await minh.hearsThem();
  });

  test('goes straight into the file that the person picks, where the browser asks', async () => {
    const [anna, minh] = await meet(await serve());
    await minh.tab.evaluate(pickInStorage, null);
    await offers(anna, await createDiskFile('film.mp4', 101 * MB));
    await accepts(minh, 'film.mp4');
    await arrives(minh, 'film.mp4');
    expect(await minh.tab.evaluate(pickedSize, null)).toBe(101 * MB);
    expect(minh.tab.downloads).toEqual([]);
  });
});

describe.runIf(findCoturn())('a connection that is gone for a while', () => {
  test('[F7] a file waits for it, says so, and goes on where it stopped', async () => {
    const coturn = await startCoturn();
    onTestFinished(() => coturn.stop());
    const parley = await serve({ TURN_URLS: coturn.url, TURN_SECRET: coturn.secret });
    const [anna, minh] = await meet(parley, { isRelayOnly: true });
    const path = await createDiskFile('film.mp4', 90 * MB);
    await offers(anna, path);
    await accepts(minh, 'film.mp4');
    await seesProgress(minh, 'film.mp4', 0.1);
    coturn.freeze();
    await seesOfFile(minh, 'film.mp4', 'waiting for the connection');
    const reached = await progressOf(minh, 'film.mp4');
    expect(reached).toBeLessThan(90 * MB);
    coturn.thaw();
    await seesMore(minh, 'film.mp4', reached);
    await arrives(minh, 'film.mp4');
    await expectSaved(minh, path);
    await seesOfFile(anna, 'film.mp4', 'received');
  });
});

// In the page

/** The dialog can't be driven: its answer is a file in the browser's own storage. */
function pickInStorage(): void {
  Object.assign(globalThis, {
    async showSaveFilePicker({ suggestedName }: { suggestedName: string }) {
      const root = await navigator.storage.getDirectory();
      return root.getFileHandle(suggestedName, { create: true });
    },
  });
}

async function pickedSize(): Promise<number> {
  const root = await navigator.storage.getDirectory();
  const file = await root.getFileHandle('film.mp4');
  return (await file.getFile()).size;
}
