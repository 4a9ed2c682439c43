import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { announced, listen } from '../support/announcements.ts';
import { launchChromium } from '../support/chromium.ts';
import { createDiskFile } from '../support/disk-files.ts';
import { canSend, offers } from '../support/file-person.ts';
import { type Parley, startParley } from '../support/parley.ts';
import { Person } from '../support/person.ts';
import { findChromium } from '../support/programs.ts';
import type { Browser } from '../support/tab.ts';

const PHONE = { width: 390, height: 844 };
const executablePath = findChromium() ?? '';

let parley: Parley;
let wide: Browser;
let phone: Browser;
let bare: Browser;
beforeAll(async () => {
  [parley, wide, phone, bare] = await Promise.all([
    startParley({ HTTPS_PORT: 'off' }),
    launchChromium({
      executablePath,
      args: ['--auto-select-desktop-capture-source=Entire screen'],
    }),
    launchChromium({ executablePath, viewport: PHONE }),
    launchChromium({ executablePath, devices: 'none' }),
  ]);
});
afterAll(() => Promise.all([parley, wide, phone, bare].map(end)));

const end = (one: Parley | Browser) => ('stop' in one ? one.stop() : one.close());

/** Anna listens, at the browser of hers; Minh does what there is to hear of. */
async function meet(hers: Browser): Promise<readonly [Person, Person]> {
  const [anna, minh] = [new Person(await hers.newTab()), new Person(await wide.newTab())];
  onTestFinished(async () => {
    for (const { tab } of [anna, minh]) await tab.close();
  });
  const url = `${parley.http}/r/heard-${crypto.randomUUID()}`;
  await anna.join(url, 'Anna');
  await anna.isTold('Waiting for the other person');
  await minh.join(url, 'Minh');
  await anna.isTold('Connected');
  await canSend(minh);
  await listen(anna);
  return [anna, minh];
}

describe('who has the chat closed', () => {
  test('hears that something was written, once, and with the chat open what it is', async () => {
    const [anna, minh] = await meet(wide);
    await anna.tab.press('button', 'Close chat');
    await minh.write('one');
    await expect.poll(() => announced(anna, 'unread')).toEqual(['1 unread message']);
    await minh.write('two');
    await expect.poll(() => announced(anna, 'unread')).toHaveLength(2);
    await anna.tab.press('button', 'Chat panel, 2 unread messages');
    await anna.reads('two');
    await minh.write('three');
    await expect.poll(() => announced(anna, 'three')).toHaveLength(1);
    await anna.tab.press('button', 'Close chat');
    await offers(minh, await createDiskFile('plan.txt', 100));
    await expect.poll(() => announced(anna, 'wants to send you plan.txt')).toHaveLength(1);
    await minh.write('four');
    const one = '1 unread message';
    const all = [one, '2 unread messages', one];
    await expect.poll(() => announced(anna, 'unread')).toEqual(all);
    expect(await announced(anna, 'four')).toEqual([]);
  });
});

describe('what the other side switches', () => {
  test('is heard, each once: microphone, camera, screen', async () => {
    const [anna, minh] = await meet(wide);
    const expected: string[] = [];
    const hears = async (text: string) => {
      expected.push(text);
      await expect.poll(() => announced(anna, 'Minh')).toEqual(expected);
    };
    await minh.tab.press('switch', 'Microphone');
    await hears('Minh is muted.');
    await minh.tab.press('switch', 'Microphone');
    await hears('Minh is no longer muted.');
    await minh.tab.press('switch', 'Camera');
    await hears('Minh’s camera is off.');
    // In the place of the camera, which stays off.
    await minh.tab.press('switch', 'Share screen');
    await hears('Minh shows a screen.');
    await minh.tab.press('switch', 'Share screen');
    await hears('Minh no longer shows a screen.');
    await minh.tab.press('switch', 'Camera');
    await hears('Minh’s camera is on.');
  });

  test('is heard on a phone while a panel covers the call, and so is what was written', async () => {
    const [anna, minh] = await meet(phone);
    await anna.tab.press('button', 'More');
    await anna.tab.press('menuitem', 'Settings');
    await anna.tab.until(
      'a call out of reach',
      () => !!document.querySelector('.stage[inert]'),
      null,
    );
    await minh.tab.press('switch', 'Microphone');
    await expect.poll(() => announced(anna, 'Minh')).toEqual(['Minh is muted.']);
    await minh.write('are you there?');
    await expect.poll(() => announced(anna, 'unread')).toEqual(['1 unread message']);
  });
});

describe('a note that was hidden', () => {
  test('stays hidden when the page is seen again and nothing has changed', async () => {
    const [anna] = await meet(bare);
    await anna.sees('No camera and no microphone were found.');
    await anna.tab.press('button', 'Hide this note');
    await anna.tab.evaluate(breakDevices, 'NotFoundError');
    await anna.tab.evaluate(seeAgain, null);
    expect(await anna.tab.evaluate(timesAsked, null)).toBe(0);
  });

  test('stays hidden while another program has the camera, which comes when it is free', async () => {
    const [anna, minh] = await meet(wide);
    await anna.tab.press('switch', 'Camera');
    await anna.tab.evaluate(breakDevices, 'NotReadableError');
    await anna.tab.press('switch', 'Camera');
    await anna.sees('The camera is in use by another program.');
    await anna.tab.press('button', 'Hide this note');
    await anna.tab.evaluate(noteStarting, null);
    await listen(anna);
    await anna.tab.evaluate(seeAgain, null);
    await anna.tab.until('another try', () => ((globalThis as Broken).timesRefused ?? 0) > 1, null);
    await anna.tab.evaluate(mendDevices, null);
    await anna.tab.evaluate(seeAgain, null);
    await anna.tab.until(
      'a camera',
      () => (document.querySelector<HTMLVideoElement>('.own video')?.videoWidth ?? 0) > 0,
      null,
    );
    await minh.seesThem();
    expect(await announced(anna, 'in use')).toEqual([]);
    expect(await anna.tab.evaluate(() => (globalThis as Broken).hasStarted ?? false, null)).toBe(
      false,
    );
  });
});

// In the page: what drivers can't do to devices is done by hand.

interface Broken {
  timesRefused?: number;
  hasStarted?: boolean;
  mend?: () => void;
}

function breakDevices(problem: string): void {
  const page = globalThis as Broken;
  const { mediaDevices } = navigator;
  const { getUserMedia } = mediaDevices;
  page.timesRefused = 0;
  page.mend = () => Object.assign(mediaDevices, { getUserMedia });
  mediaDevices.getUserMedia = () => {
    page.timesRefused = (page.timesRefused ?? 0) + 1;
    return Promise.reject(new DOMException('refused', problem));
  };
}

function mendDevices(): void {
  (globalThis as Broken).mend?.();
}

/** Devices are asked for at the end of the task. */
async function seeAgain(): Promise<void> {
  document.dispatchEvent(new Event('visibilitychange'));
  await new Promise((resolve) => setTimeout(resolve));
}

function timesAsked(): number {
  return (globalThis as Broken).timesRefused ?? 0;
}

function noteStarting(): void {
  new MutationObserver(() => {
    if (document.body.innerText.includes('Starting your camera')) {
      (globalThis as Broken).hasStarted = true;
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}
