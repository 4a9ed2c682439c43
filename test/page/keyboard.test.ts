import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { isFocused, tabTo } from '../support/focus.ts';
import { type Parley, startParley } from '../support/parley.ts';
import { Person } from '../support/person.ts';
import { connectPlain, type PlainClient } from '../support/plain-client.ts';
import { findChromium } from '../support/programs.ts';
import type { Browser } from '../support/tab.ts';

let parley: Parley;
const browsers: Browser[] = [];
let anna: Person;
let minh: Person;

async function newPerson(): Promise<Person> {
  const browser = await launchChromium({ executablePath: findChromium() ?? '' });
  browsers.push(browser);
  return new Person(await browser.newTab());
}

beforeAll(async () => {
  parley = await startParley();
  [anna, minh] = [await newPerson(), await newPerson()];
  await anna.tab.goto(`${parley.http}/r/keyboard`);
  await anna.tab.evaluate(countPointers, null);
});
afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  await parley.stop();
});

async function press(name: string): Promise<void> {
  await tabTo(anna, name);
  await anna.tab.key('Enter');
}

/** As far down as it is. */
async function chooseFromMenu(item: string): Promise<void> {
  await press('More');
  await anna.tab.until('a menu', () => document.activeElement?.role === 'menuitem', null);
  const isThere = (name: string) => document.activeElement?.textContent?.trim() === name;
  for (let step = 0; step < 30; step++) {
    if (await anna.tab.evaluate(isThere, item)) return anna.tab.key('Enter');
    await anna.tab.key('ArrowDown');
  }
  throw new Error(`no arrow leads to ${item}`);
}

const isStageSaying = (one: Person, text: string, isSaid = true) =>
  one.tab.until(
    `the stage ${isSaid ? 'says' : 'does not say'} "${text}"`,
    ([part, isWanted]) =>
      document.querySelector('.stage')?.textContent?.includes(part) === isWanted,
    [text, isSaid] as const,
  );

/** Of each panel: how it is called in the menu and over itself, and where its focus goes. */
const panels = [
  ['Invite', 'invite', 'More'],
  ['Quality', 'quality', 'More'],
  ['Servers', 'servers', 'More'],
  ['Settings', 'settings', 'More'],
  ['Keyboard shortcuts', 'keyboard shortcuts', 'More'],
  ['Verify the call', 'verification', 'Verify'],
] as const;

describe('a call by keyboard alone', () => {
  test('begins at the door', async () => {
    await tabTo(anna, 'Your name optional');
    await anna.tab.type('Anna');
    await press('Join');
    await anna.isTold('Waiting for the other person');
    await isFocused(anna, 'Waiting for the other person');
    await press('Show QR code');
    await anna.tab.until('a code', () => document.querySelector('.qr path') !== null, null);
    await minh.join(`${parley.http}/r/keyboard`, 'Minh');
    await Promise.all([anna, minh].map((one) => one.isTold('Connected')));
    await isFocused(anna, 'Minh');
  });

  test('is silent and unseen, and heard and seen again', async () => {
    await press('Microphone');
    await isStageSaying(minh, 'microphone is off');
    await anna.tab.key('Enter');
    await isStageSaying(minh, 'microphone is off', false);
    await press('Camera');
    await isStageSaying(minh, 'Camera is off');
    await anna.tab.key('Enter');
    await minh.seesThem();
  });

  test('writes and reads', async () => {
    await tabTo(anna, 'Message');
    await anna.tab.type('by hand');
    await anna.tab.key('Enter');
    await minh.reads('by hand');
    await minh.write('and back');
    await anna.reads('and back');
    await press('Close chat');
    await isFocused(anna, 'Chat panel');
  });

  test.each(panels)('opens %s and closes it, and is where it was', async (item, title, opener) => {
    await chooseFromMenu(item);
    await anna.tab.until('a panel', () => document.querySelector('.panel h2') !== null, null);
    await press(`Close ${title}`);
    await isFocused(anna, opener);
  });

  test('puts a note away, and goes on at the heading', async () => {
    await chooseFromMenu('Verify the call');
    await press('They don’t match');
    await press('Close verification');
    await press('Hide this note');
    await isFocused(anna, 'Minh');
  });

  test('answers one who knocks, and then the next, and nobody by accident', async () => {
    await anna.tab.key('l');
    await minh.sees('Locked');
    const outside = [await knock('Ba'), await knock('Lan')];
    await anna.sees('Lan');
    await press('Not now, Ba');
    await anna.tab.until('the next card', isAtCard, null);
    await anna.tab.key('Enter');
    await press('Not now, Lan');
    await isFocused(anna, 'Minh');
    await anna.tab.key('l');
    for (const one of outside) one.close();
  });

  test('leaves the focus with whoever closes a panel from elsewhere', async () => {
    await tabTo(anna, 'Microphone');
    await anna.tab.key('c');
    await anna.sees('by hand');
    await anna.tab.key('c');
    await anna.tab.until('no panel', () => document.querySelector('.panel') === null, null);
    await isFocused(anna, 'Microphone');
  });

  test('ends', async () => {
    await press('Hang up');
    await anna.isTold('Call ended');
    await isFocused(anna, 'Call ended');
    expect(await anna.tab.evaluate(pointersCounted, null)).toBe(0);
    expect(anna.tab.errors).toEqual([]);
  });
});

async function knock(name: string): Promise<PlainClient> {
  const client = await connectPlain(parley.http ?? '');
  expect(await client.ask('knock', 'keyboard', { name })).toMatchObject({ ok: true });
  return client;
}

// In the page

const isAtCard = () => document.activeElement?.matches('.knock') ?? false;

interface Counted {
  pointers?: number;
}

function countPointers(): void {
  const counted = globalThis as Counted;
  counted.pointers = 0;
  addEventListener('pointerdown', () => {
    counted.pointers = (counted.pointers ?? 0) + 1;
  });
}

function pointersCounted(): number | undefined {
  return (globalThis as Counted).pointers;
}
