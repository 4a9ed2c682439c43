import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { createDiskFile } from '../support/disk-files.ts';
import { accepts, canSend, offers, seesOfFile, seesProgress } from '../support/file-person.ts';
import { type Parley, startParley } from '../support/parley.ts';
import { Person } from '../support/person.ts';
import { findChromium } from '../support/programs.ts';
import type { Browser } from '../support/tab.ts';

/** From 100 MB on the person is asked where to. */
const LARGE_BYTES = 101_000_000;

let parley: Parley;
let browser: Browser;
beforeAll(async () => {
  [parley, browser] = await Promise.all([
    startParley({ HTTPS_PORT: 'off' }),
    launchChromium({ executablePath: findChromium() ?? '' }),
  ]);
});
afterAll(async () => {
  await Promise.all([parley.stop(), browser.close()]);
});

async function meet(): Promise<readonly [Person, Person]> {
  const [anna, minh] = [new Person(await browser.newTab()), new Person(await browser.newTab())];
  onTestFinished(async () => {
    for (const { tab } of [anna, minh]) await tab.close();
  });
  const url = `${parley.http}/r/large-${crypto.randomUUID()}`;
  await anna.join(url, 'Anna');
  await anna.isTold('Waiting for the other person');
  await minh.join(url, 'Minh');
  for (const one of [anna, minh]) await canSend(one);
  for (const one of [anna, minh]) await one.tab.press('switch', 'Camera');
  return [anna, minh];
}

describe('a file that is so large that the person is asked where to', () => {
  test('is taken all the same where the browser shows no dialog, and left where the person closes it', async () => {
    const [anna, minh] = await meet();
    await minh.tab.evaluate(answerDialogs, ['AbortError', 'SecurityError'] as const);
    await offers(anna, await createDiskFile('film.mp4', LARGE_BYTES));
    await accepts(minh, 'film.mp4');
    await minh.tab.until('a dialog that was closed', haveAnswered, 1);
    await seesOfFile(minh, 'film.mp4', 'Accept');
    await accepts(minh, 'film.mp4');
    await seesProgress(minh, 'film.mp4', 0.01);
    expect(await minh.tab.evaluate(haveAnswered, 2)).toBe(true);
  });

  test('is taken with all the others, though only the first has the gesture', async () => {
    const [anna, minh] = await meet();
    await minh.tab.evaluate(answerDialogs, ['a file', 'SecurityError'] as const);
    const names = ['one.mp4', 'two.mp4'];
    for (const name of names) await offers(anna, await createDiskFile(name, LARGE_BYTES));
    await minh.tab.press('button', 'Accept all 2');
    for (const name of names) await seesProgress(minh, name, 0.01);
    expect(await minh.tab.evaluate(haveAnswered, 2)).toBe(true);
  });
});

// In the page

type Answer = 'a file' | 'AbortError' | 'SecurityError';

interface Dialogs {
  answered?: number;
}

/** The dialog can't be driven: what it comes to is told beforehand, and its file is in the browser's own storage. */
function answerDialogs(answers: readonly Answer[]): void {
  const page = globalThis as Dialogs;
  page.answered = 0;
  Object.assign(globalThis, {
    async showSaveFilePicker({ suggestedName }: { suggestedName: string }) {
      const answer = answers[page.answered ?? 0];
      page.answered = (page.answered ?? 0) + 1;
      if (answer !== 'a file') throw new DOMException('there is no dialog', answer);
      const root = await navigator.storage.getDirectory();
      return root.getFileHandle(suggestedName, { create: true });
    },
  });
}

function haveAnswered(count: number): boolean {
  return (globalThis as Dialogs).answered === count;
}
