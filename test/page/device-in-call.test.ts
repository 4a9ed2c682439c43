import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CallOfTwo, startCallOfTwo } from '../support/call-of-two.ts';
import type { Person } from '../support/person.ts';

let two: CallOfTwo;
beforeAll(async () => {
  two = await startCallOfTwo({ beforePage: record });
});
afterAll(() => two.end());

const actOn = ({ tab }: Person, action: string): Promise<void> =>
  tab.until(`the key for ${action}`, pressKey, action);

const stageSays = ({ tab }: Person, part: string, isExpected: boolean): Promise<void> =>
  tab.until(
    `${isExpected ? '' : 'no more '}"${part}" at the other side`,
    ({ part: said, isExpected: expected }) =>
      document.querySelector('.stage')?.textContent?.includes(said) === expected,
    { part, isExpected },
  );

const locksHeld = ({ tab }: Person, count: number, asked: number): Promise<void> =>
  tab.until(
    `${count} held of ${asked} locks`,
    ({ count: held, asked: all }) => {
      const locks = globalThis.locks;
      return locks.length === all && locks.filter(({ released }) => !released).length === held;
    },
    { count, asked },
  );

describe('in a call', () => {
  test('the screen stays on, also after the page was hidden', async () => {
    const { anna } = two;
    await locksHeld(anna, 1, 1);
    await anna.tab.evaluate(hide, null);
    await locksHeld(anna, 0, 1);
    await anna.tab.evaluate(show, null);
    await locksHeld(anna, 1, 2);
    // A browser may tell it twice.
    await anna.tab.evaluate(show, null);
    await locksHeld(anna, 1, 3);
  });

  test('the system knows who is there, and its keys do what the bar does', async () => {
    const { anna, minh } = two;
    await anna.tab.until(
      'their name',
      () => navigator.mediaSession.metadata?.title === 'Minh',
      null,
    );
    await actOn(anna, 'togglemicrophone');
    await stageSays(minh, 'microphone is off', true);
    await actOn(anna, 'togglemicrophone');
    await stageSays(minh, 'microphone is off', false);
    await minh.hearsThem();
    await actOn(anna, 'togglecamera');
    await stageSays(minh, 'Camera is off', true);
    await actOn(anna, 'togglecamera');
    await stageSays(minh, 'Camera is off', false);
    await minh.seesThem();
  });

  test('and after it, which a key ends as well, all of that is given back', async () => {
    const { anna, minh } = two;
    await actOn(anna, 'hangup');
    await minh.sees('Anna left the call.');
    await anna.isTold('Call ended');
    await locksHeld(anna, 0, 3);
    await anna.tab.until(
      'no name and no keys',
      () => navigator.mediaSession.metadata === null && globalThis.keys.size === 0,
      null,
    );
    expect([...anna.tab.errors, ...minh.tab.errors]).toEqual([]);
  });
});

// In the page: no driver presses the keys of a headset or hides a page, so what browsers do then is done by hand.

declare global {
  var locks: WakeLockSentinel[];
  var keys: Map<string, MediaSessionActionHandler>;
}

function record(): void {
  globalThis.locks = [];
  globalThis.keys = new Map();
  // The empty page before is not a secure one.
  if (!('wakeLock' in navigator)) return;
  const request = WakeLock.prototype.request;
  WakeLock.prototype.request = async function (type) {
    const lock = await request.call(this, type);
    globalThis.locks.push(lock);
    return lock;
  };
  const set = MediaSession.prototype.setActionHandler;
  MediaSession.prototype.setActionHandler = function (action, handler) {
    set.call(this, action, handler);
    if (handler) globalThis.keys.set(action, handler);
    else globalThis.keys.delete(action);
  };
}

function pressKey(action: string): boolean {
  const handler = globalThis.keys.get(action);
  handler?.({ action: action as MediaSessionAction });
  return handler !== undefined;
}

async function hide(): Promise<void> {
  Object.defineProperty(document, 'hidden', { value: true, configurable: true });
  await Promise.all(globalThis.locks.map((lock) => lock.release()));
  document.dispatchEvent(new Event('visibilitychange'));
}

function show(): void {
  Object.defineProperty(document, 'hidden', { value: false, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}
