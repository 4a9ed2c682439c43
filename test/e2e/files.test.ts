import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
import { chromiumPerson, firefoxPerson } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import { findFirefox } from '../support/programs.ts';
import { waitFor } from '../support/tab.ts';

const MB = 1_000_000;

let parley: Parley;
let nextRoom = 0;

beforeAll(async () => {
  parley = await startParley({ HTTPS_PORT: 'off' });
});
afterAll(() => parley.stop());

async function meet(people: readonly Promise<Person>[] = [chromiumPerson(), chromiumPerson()]) {
  const [anna, minh] = (await Promise.all(people)) as [Person, Person];
  nextRoom += 1;
  const url = `${parley.http}/r/files-${nextRoom}`;
  await anna.join(url, 'Anna');
  await anna.isTold('Waiting for the other person');
  await minh.join(url, 'Minh');
  for (const one of [anna, minh]) await canSend(one);
  return [anna, minh] as const;
}

describe('files', () => {
  test('arrive on both sides, several at once, and are the same', async () => {
    const [anna, minh] = await meet();
    const names = ['plan.pdf', 'walk.mp4', 'списък 清单.txt'];
    const paths = await Promise.all(names.map((name, at) => createDiskFile(name, at * 5 * MB + 1)));
    await offers(anna, ...paths);
    for (const name of names) await accepts(minh, name);
    const back = await createDiskFile('back.zip', 3 * MB);
    await offers(minh, back);
    await accepts(anna, 'back.zip');
    for (const path of paths) await expectSaved(minh, path);
    await expectSaved(anna, back);
    for (const name of [...names, 'back.zip']) {
      for (const one of [anna, minh]) await seesOfFile(one, name, 'received');
    }
    for (const { tab } of [anna, minh]) expect(tab.errors).toEqual([]);
  });

  test('are shown with name, size and type before anybody accepts, and can be declined', async () => {
    const [anna, minh] = await meet();
    await offers(anna, await createDiskFile('setup.exe', 2.4 * MB));
    await seesOfFile(minh, 'setup.exe', 'EXE · 2.4 MB');
    await seesOfFile(anna, 'setup.exe', 'waiting for an answer');
    await minh.tab.press('button', 'Decline setup.exe');
    for (const one of [anna, minh]) await seesOfFile(one, 'setup.exe', 'declined');
    expect(minh.tab.downloads).toEqual([]);
  });

  test('are cancelled by the one who sends and by the one who receives', async () => {
    const [anna, minh] = await meet();
    for (const [who, other] of [[anna, minh] as const, [minh, anna] as const]) {
      const name = who === anna ? 'sent.bin' : 'taken.bin';
      await offers(anna, await createDiskFile(name, 99 * MB));
      await accepts(minh, name);
      await seesProgress(minh, name, 0.02);
      await who.tab.press('button', `Cancel ${name}`);
      await seesOfFile(who, name, 'cancelled');
      await seesOfFile(other, name, 'cancelled by the other side');
    }
    expect(minh.tab.downloads).toEqual([]);
    await waitFor('an empty folder', async () => (await filesOnDisk(minh)) === 0);
  });

  test('are not left behind by a page that is no more', async () => {
    const [anna, minh] = await meet();
    const path = await createDiskFile('plan.pdf', MB);
    await offers(anna, path);
    await accepts(minh, 'plan.pdf');
    await expectSaved(minh, path);
    expect(await filesOnDisk(minh)).toBe(1);
    await minh.tab.reload();
    await waitFor('an empty folder', async () => (await filesOnDisk(minh)) === 0);
  });

  test('that come many at once are all accepted at once', async () => {
    const [anna, minh] = await meet();
    const paths = await Promise.all(
      ['one.txt', 'two.txt', 'three.txt'].map((name) => createDiskFile(name, MB)),
    );
    await offers(anna, ...paths);
    await seesOfFile(minh, 'three.txt', 'TXT');
    await minh.tab.press('button', 'Accept all 3');
    for (const path of paths) await expectSaved(minh, path);
  });

  test('that are pictures are shown; what only says so is not', async () => {
    const [anna, minh] = await meet();
    await anna.tab.evaluate(pasteImages, null);
    await accepts(minh, 'drawn.png');
    await accepts(minh, 'false.png');
    await accepts(minh, 'drawn.svg');
    for (const name of ['drawn.png', 'false.png', 'drawn.svg']) {
      await seesOfFile(minh, name, 'received');
    }
    for (const { tab } of [anna, minh]) {
      await tab.until(
        'one picture',
        () => document.querySelectorAll('.file img').length === 1,
        null,
      );
    }
  });

  test('are counted while the chat is closed, and announced', async () => {
    const [anna, minh] = await meet();
    await minh.tab.press('button', 'Close chat');
    await offers(anna, await createDiskFile('plan.pdf', MB));
    await minh.tab.until(
      'the badge',
      () => document.querySelector('.badge')?.textContent === '1',
      null,
    );
    await minh.tab.until(
      'the announcement',
      () =>
        [...document.querySelectorAll('[aria-live="polite"]')].some(
          ({ textContent }) => textContent === 'Anna wants to send you plan.pdf.',
        ),
      null,
    );
  });
});

describe('a page that is reloaded while a file is under way', () => {
  test.each(['sends', 'receives'])(
    '[F8] which %s: the other is told that it stopped',
    async (role) => {
      const [anna, minh] = await meet();
      await offers(anna, await createDiskFile('film.mp4', 99 * MB));
      await accepts(minh, 'film.mp4');
      await seesProgress(anna, 'film.mp4', 0.02);
      const [reloaded, other] = role === 'sends' ? [anna, minh] : [minh, anna];
      await reloaded.tab.reload();
      await seesOfFile(other, 'film.mp4', 'stopped, since a page was reloaded');
      await canSend(other);
      const next = await createDiskFile('next.txt', MB);
      await offers(other, next);
      await accepts(reloaded, 'next.txt');
      await expectSaved(reloaded, next);
    },
  );
});

describe.runIf(findFirefox())('between Chromium and Firefox', () => {
  test('files arrive in both directions', async () => {
    const [anna, minh] = await meet([chromiumPerson(), firefoxPerson()]);
    const [there, back] = [
      await createDiskFile('there.bin', 5 * MB),
      await createDiskFile('back.bin', 5 * MB),
    ];
    await offers(anna, there);
    await accepts(minh, 'there.bin');
    await seesOfFile(minh, 'there.bin', 'received');
    await offers(minh, back);
    await accepts(anna, 'back.bin');
    await expectSaved(anna, back);
    await seesOfFile(minh, 'back.bin', 'received');
    expect(await progressOf(minh, 'back.bin')).toBe(0);
  });
});

// In the page

/** Of the files that this browser keeps for the page; a folder that goes while it is read holds none. */
function filesOnDisk({ tab }: Person): Promise<number> {
  return tab.evaluate(async () => {
    const countIn = async (folder: FileSystemDirectoryHandle): Promise<number> => {
      let count = 0;
      try {
        for await (const _ of folder.keys()) count += 1;
        return count;
      } catch (error) {
        if (error instanceof DOMException && error.name === 'NotFoundError') return 0;
        throw error;
      }
    };
    const root = await navigator.storage.getDirectory();
    const all = await root.getDirectoryHandle('parley-files');
    let count = 0;
    for await (const folder of all.values()) {
      if (folder.kind === 'directory') count += await countIn(folder);
    }
    return count;
  }, null);
}

/** A picture, a text that calls itself one, and a drawing that could hold a script. */
async function pasteImages(): Promise<void> {
  const canvas = new OffscreenCanvas(64, 48);
  canvas.getContext('2d')?.fillRect(0, 0, 32, 32);
  const picture = await canvas.convertToBlob({ type: 'image/png' });
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="5"/></svg>';
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File([picture], 'drawn.png', { type: 'image/png' }));
  clipboardData.items.add(new File(['no picture'], 'false.png', { type: 'image/png' }));
  clipboardData.items.add(new File([svg], 'drawn.svg', { type: 'image/svg+xml' }));
  const field = document.querySelector('.writing input[type=text]');
  field?.dispatchEvent(
    new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
  );
}
