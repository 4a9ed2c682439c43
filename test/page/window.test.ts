import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type CallOfTwo, startCallOfTwo } from '../support/call-of-two.ts';
import type { Person } from '../support/person.ts';

let two: CallOfTwo;
beforeAll(async () => {
  two = await startCallOfTwo();
});
afterAll(() => two.end());

async function choose(one: Person, item: string, role: 'menuitem' | 'menuitemcheckbox') {
  await one.tab.press('button', 'More');
  await one.tab.press(role, item);
}

const isFull = ({ tab }: Person, isExpected: boolean): Promise<void> =>
  tab.until(
    isExpected ? 'the whole screen' : 'a part of the screen',
    (expected) => (document.fullscreenElement !== null) === expected,
    isExpected,
  );

const pressInWindow = (one: Person, name: string): Promise<void> =>
  one.tab.until(`the press of ${name} in the small window`, pressThere, name);

const hasMicrophone = ({ tab }: Person, isExpected: boolean): Promise<void> =>
  tab.until(
    isExpected ? 'a microphone that is on' : 'the mark of a muted microphone',
    (expected) =>
      document.querySelector('.stage')?.textContent?.includes('microphone is off') !== expected,
    isExpected,
  );

describe('the page', () => {
  test('takes the whole screen, and gives it back', async () => {
    const { anna } = two;
    await choose(anna, 'Full screen', 'menuitemcheckbox');
    await isFull(anna, true);
    await anna.seesThem();
    await choose(anna, 'Full screen', 'menuitemcheckbox');
    await isFull(anna, false);
  });
});

describe('picture in picture', () => {
  beforeEach(() => two.anna.isTold('Connected'));

  test('where a browser has no window for it, is the other person’s picture alone', async () => {
    const { anna } = two;
    await anna.tab.evaluate(takeWindowsAway, null);
    await choose(anna, 'Picture in picture', 'menuitem');
    await anna.tab.until('their picture in a small window', isRemoteAlone, null);
    await choose(anna, 'Picture in picture', 'menuitem');
    await anna.tab.until('none', () => document.pictureInPictureElement === null, null);
    await anna.tab.evaluate(() => globalThis.giveWindowsBack?.(), null);
  });

  test('is a window with their picture, which moves, and with controls that the other side notices', async () => {
    const { anna, minh } = two;
    await choose(anna, 'Picture in picture', 'menuitem');
    await anna.tab.until('a picture that moves in the small window', isMovingThere, null);
    await pressInWindow(anna, 'Microphone');
    await hasMicrophone(minh, false);
    await pressInWindow(anna, 'Microphone');
    await hasMicrophone(minh, true);
    await pressInWindow(anna, 'Hang up');
    await minh.sees('Anna left the call.');
    await anna.tab.until(
      'no small window',
      () => globalThis.documentPictureInPicture?.window === null,
      null,
    );
    expect([...anna.tab.errors, ...minh.tab.errors]).toEqual([]);
  });
});

// In the page

declare global {
  /** Document Picture-in-Picture: what the compiler's library doesn't know yet. */
  var documentPictureInPicture: { readonly window: Window | null } | undefined;
  var giveWindowsBack: (() => void) | undefined;
}

function takeWindowsAway(): void {
  const name = 'documentPictureInPicture';
  const known = Object.getOwnPropertyDescriptor(globalThis, name);
  delete (globalThis as { documentPictureInPicture?: unknown }).documentPictureInPicture;
  globalThis.giveWindowsBack = () => Object.defineProperty(globalThis, name, known ?? {});
}

function isRemoteAlone(): boolean {
  const shown = document.pictureInPictureElement;
  return shown !== null && shown === document.querySelector('video.remote');
}

function isMovingThere(): boolean {
  const there = globalThis.documentPictureInPicture?.window?.document;
  const video = there?.querySelector<HTMLVideoElement>('video.remote');
  return video
    ? video.videoWidth > 0 && video.getVideoPlaybackQuality().totalVideoFrames > 10
    : false;
}

function pressThere(name: string): boolean {
  const there = globalThis.documentPictureInPicture?.window?.document;
  const button = there?.querySelector<HTMLElement>(`button[aria-label="${name}"]`);
  button?.click();
  return button !== null && button !== undefined;
}
