import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCrew } from '../support/crew.ts';
import { tabTo } from '../support/focus.ts';
import { type Parley, startParley } from '../support/parley.ts';
import type { Person } from '../support/person.ts';
import { waitFor } from '../support/tab.ts';

/** Longer than it takes the bar to hide. */
const LONG_MS = 5_500;

let parley: Parley;
const { newPerson, end } = createCrew();
let phone: Person;
let minh: Person;

beforeAll(async () => {
  parley = await startParley();
  phone = await newPerson({ viewport: { width: 390, height: 844 }, isPhone: true });
  minh = await newPerson();
  const url = `${parley.http}/r/idle`;
  await phone.tab.goto(url);
  await phone.tab.tap('button', 'Join');
  await phone.isTold('Waiting for the other person');
  await minh.join(url, 'Minh');
  await Promise.all([phone, minh].map((one) => one.isTold('Connected')));
  await minh.sees('kept nowhere');
  await minh.tab.key('c');
});
afterAll(async () => {
  await end();
  await parley.stop();
});

const isGone = ({ tab }: Person) => tab.until('a hidden bar', barIsGone, null);
const isBack = ({ tab }: Person) => tab.until('the bar', barIsThere, null);

function isOn({ tab }: Person, name: string, isChecked: boolean): Promise<void> {
  const has = ([label, checked]: readonly [string, string]) =>
    document.querySelector(`[aria-label="${label}"]`)?.getAttribute('aria-checked') === checked;
  return tab.until(`${name}: ${isChecked}`, has, [name, String(isChecked)] as const);
}

async function passLong(): Promise<void> {
  const start = performance.now();
  await waitFor('a while', async () => performance.now() - start > LONG_MS);
}

describe('the bar hides while nobody does anything', () => {
  test('a tap that brings it back presses nothing, the next one does', async () => {
    await isGone(phone);
    await phone.tab.tap('button', 'Hang up');
    await isBack(phone);
    await phone.tab.tap('switch', 'Microphone');
    await isOn(phone, 'Microphone', false);
    await phone.isTold('Connected');
  });

  test('a swipe that brings it back takes nothing from what is pressed next', async () => {
    await isGone(phone);
    await phone.tab.evaluate(beginSwipe, null);
    await isBack(phone);
    await phone.tab.tap('switch', 'Microphone');
    await isOn(phone, 'Microphone', true);
    await isGone(phone);
    await phone.tab.evaluate(beginSwipe, null);
    await tabTo(phone, 'Camera');
    await phone.tab.key('Enter');
    await isOn(phone, 'Camera', false);
    await phone.tab.key('Enter');
    await isOn(phone, 'Camera', true);
  });

  test('what stays is pressed at the first tap', async () => {
    // Nothing in the bar has the focus any more.
    await phone.tab.evaluate(() => (document.activeElement as HTMLElement).blur(), null);
    await isGone(phone);
    await phone.tab.tap('button', 'Move your picture to another corner');
    await phone.tab.until(
      'the picture at the left',
      () => document.querySelector('.own.bottom-left') !== null,
      null,
    );
  });

  test('a mouse that brings it back presses at once, and a key does what it does', async () => {
    await isGone(minh);
    await minh.tab.press('switch', 'Camera');
    await isOn(minh, 'Camera', false);
    await minh.tab.key('v');
    await isOn(minh, 'Camera', true);
  });

  test('never under a mouse that rests on it, nor while its menu is open', async () => {
    await minh.tab.press('switch', 'Microphone');
    await isGone(phone);
    await phone.tab.tap('button', 'More');
    await isBack(phone);
    await phone.tab.tap('button', 'More');
    await passLong();
    expect(await minh.tab.evaluate(barIsThere, null)).toBe(true);
    expect(await phone.tab.evaluate(barIsThere, null)).toBe(true);
    await phone.tab.tap('menuitem', 'Settings');
    await phone.sees('Picture quality');
    await phone.tab.tap('button', 'Close settings');
    await isGone(phone);
  });

  test('never while the keyboard is in it', async () => {
    await phone.tab.evaluate(() => document.querySelector<HTMLElement>('h1')?.focus(), null);
    await tabTo(phone, 'Verify');
    await passLong();
    expect(await phone.tab.evaluate(barIsThere, null)).toBe(true);
  });
});

// In the page

function barIsGone(): boolean {
  return [...document.querySelectorAll('.toolbar, .corner')].every(
    (part) => getComputedStyle(part).opacity === '0',
  );
}

function barIsThere(): boolean {
  return [...document.querySelectorAll('.toolbar, .corner')].every(
    (part) => getComputedStyle(part).opacity === '1',
  );
}

/** As far as a page hears of it where there is nothing to scroll: it becomes no click. */
function beginSwipe(): void {
  document
    .querySelector('.hang-up')
    ?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, pointerType: 'touch' }));
}
