import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { browserMemory } from '../support/browser-memory.ts';
import { startCoturn } from '../support/coturn.ts';
import { createDiskFile } from '../support/disk-files.ts';
import {
  accepts,
  canSend,
  expectSaved,
  offers,
  progressOf,
  seesOfFile,
  seesProgress,
} from '../support/file-person.ts';
import { type Parley, startParley } from '../support/parley.ts';
import { chromiumPerson } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import { findCoturn } from '../support/programs.ts';

const MB = 1_000_000;
/** Of all browser processes together, while 200 MB go from one disk to the other: windows, buffers, pictures. */
const MAX_GROWTH_BYTES = 120 * MB;
/** A tenth of what an idle machine does. */
const MIN_BYTES_PER_SECOND = 2 * MB;

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

/** The most memory that the browsers ever had until it was done. */
async function peakUntil(done: Promise<void>): Promise<number> {
  let peak = 0;
  let isDone = false;
  done.finally(() => {
    isDone = true;
  });
  while (!isDone) {
    peak = Math.max(peak, browserMemory());
    await Promise.race([done, pause(250)]);
  }
  return peak;
}

describe.runIf(existsSync('/proc/self/status'))('a file of 200 MB', () => {
  test('[F5] arrives the same, in the browser’s own storage, and memory stays flat', async () => {
    const [anna, minh] = await meet(await serve());
    const small = await createDiskFile('small.bin', 5 * MB);
    await offers(anna, small);
    await accepts(minh, 'small.bin');
    await expectSaved(minh, small);

    const path = await createDiskFile('film.mp4', 200 * MB);
    await offers(anna, path);
    const before = browserMemory();
    const start = performance.now();
    await accepts(minh, 'film.mp4');
    const peak = await peakUntil(seesOfFile(minh, 'film.mp4', 'received'));
    const seconds = (performance.now() - start) / 1000;
    const perSecond = (200 * MB) / seconds;
    console.log(
      `${(perSecond / MB).toFixed(1)} MB/s, ${((peak - before) / MB).toFixed(0)} MB more than ${(before / MB).toFixed(0)} MB`,
    );
    expect(peak - before).toBeLessThan(MAX_GROWTH_BYTES);
    expect(perSecond).toBeGreaterThan(MIN_BYTES_PER_SECOND);
    await expectSaved(minh, path);
    await minh.seesAndHears();
  });

  test('goes straight into the file that the person picks, where the browser asks', async () => {
    const [anna, minh] = await meet(await serve());
    await minh.tab.evaluate(pickInStorage, null);
    const path = await createDiskFile('film.mp4', 501 * MB);
    await offers(anna, path);
    await accepts(minh, 'film.mp4');
    await seesOfFile(minh, 'film.mp4', 'received');
    expect(await minh.tab.evaluate(pickedSize, null)).toBe(501 * MB);
    expect(minh.tab.downloads).toEqual([]);
  });
});

describe.runIf(findCoturn())('a connection that is gone for a while', () => {
  test('[F7] a file waits for it, says so, and goes on where it stopped', async () => {
    const coturn = await startCoturn();
    onTestFinished(() => coturn.stop());
    const parley = await serve({ TURN_URLS: coturn.url, TURN_SECRET: coturn.secret });
    const [anna, minh] = await meet(parley, { isRelayOnly: true });
    const path = await createDiskFile('film.mp4', 60 * MB);
    await offers(anna, path);
    await accepts(minh, 'film.mp4');
    await seesProgress(minh, 'film.mp4', 0.1);
    coturn.freeze();
    await seesOfFile(minh, 'film.mp4', 'waiting for the connection');
    const reached = await progressOf(minh, 'film.mp4');
    expect(reached).toBeLessThan(60 * MB);
    coturn.thaw();
    await minh.isTold('Connected');
    await seesProgress(minh, 'film.mp4', reached / (60 * MB));
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
