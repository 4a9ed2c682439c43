import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCrew } from '../support/crew.ts';
import { isFocused } from '../support/focus.ts';
import { type Parley, startParley } from '../support/parley.ts';
import type { Person } from '../support/person.ts';
import { outOfReach } from '../support/reach.ts';

let parley: Parley;
const { newPerson, end } = createCrew();
let minh: Person;

beforeAll(async () => {
  parley = await startParley({ STUN_PORT: '0' });
  minh = await newPerson();
});
afterAll(async () => {
  await end();
  await parley.stop();
});

/** By the menu: each with its title, which it is closed by, and something that comes with it. */
const panels = [
  ['Invite', 'Invite', 'Whoever has this link'],
  ['Settings', 'Settings', 'Picture quality'],
  ['Keyboard shortcuts', 'Keyboard shortcuts', 'Shift + Esc'],
  ['Servers', 'Servers', 'Test'],
  ['Quality', 'Quality', 'opus'],
  ['Verify the call', 'Verification', 'They match'],
] as const;

async function openPanel({ tab }: Person, item: string, text: string): Promise<void> {
  await tab.press('button', 'More');
  await tab.press('menuitem', item);
  const has = (part: string) =>
    document.querySelector<HTMLElement>('.panel')?.innerText.includes(part) === true;
  await tab.until(`${item}: ${text}`, has, text);
}

const sizes = [
  { width: 320, height: 480 },
  { width: 844, height: 390 },
  { width: 390, height: 844 },
];

describe.each(sizes)('in $width x $height all is within reach', (viewport) => {
  const url = () => `${parley.http}/r/low-${viewport.width}`;
  let anna: Person;

  test('at the door, and while waiting with the code to scan', async () => {
    anna = await newPerson({ viewport });
    await anna.tab.goto(url());
    await anna.sees('Ready?');
    expect(await outOfReach(anna)).toEqual([]);
    await anna.tab.press('button', 'Join');
    await anna.isTold('Waiting for the other person');
    expect(await outOfReach(anna)).toEqual([]);
    await anna.tab.press('button', 'Show QR code');
    await anna.tab.until('the whole code', isCodeShown, null);
    expect(await outOfReach(anna)).toEqual([]);
  });

  test('in a call, in its menu, and in each panel, which gives the focus back', async () => {
    await minh.join(url(), 'Minh');
    await anna.isTold('Connected');
    expect(await outOfReach(anna)).toEqual([]);
    await anna.tab.press('button', 'More');
    expect(await outOfReach(anna, '.menu')).toEqual([]);
    await anna.tab.key('Escape');
    for (const [item, title, text] of panels) {
      await openPanel(anna, item, text);
      expect(await outOfReach(anna), title).toEqual([]);
      expect(await anna.tab.evaluate(isAllWithinScroll, null), title).toBe(true);
      await anna.tab.key('Escape');
      await isFocused(anna, item === 'Verify the call' ? 'Verify' : 'More');
    }
    await anna.tab.press('button', 'Chat panel');
    await anna.sees('kept nowhere');
    expect(await outOfReach(anna)).toEqual([]);
    await anna.tab.key('Escape');
    await isFocused(anna, 'Chat panel');
  });

  test('without a camera and a microphone as well', async () => {
    const late = await newPerson({ viewport, devices: 'denied' });
    await late.tab.goto(`${url()}-denied`);
    await late.sees('Ready?');
    await late.sees('was denied');
    expect(await outOfReach(late)).toEqual([]);
    await late.tab.press('button', 'Join');
    await late.isTold('Waiting for the other person');
    await late.tab.press('button', 'Show QR code');
    await late.tab.until('the whole code', isCodeShown, null);
    expect(await outOfReach(late)).toEqual([]);
  });
});

// In the page

/** Without anybody scrolling to it. */
function isCodeShown(): boolean {
  const code = document.querySelector('.qr');
  const bar = document.querySelector('.toolbar');
  if (!code?.querySelector('path') || !bar) return false;
  const { top, bottom, width } = code.getBoundingClientRect();
  return width >= 120 && top >= 0 && bottom <= bar.getBoundingClientRect().top;
}

/** What a panel says below its end nobody ever reads, unless it can be scrolled. */
function isAllWithinScroll(): boolean {
  const panel = document.querySelector('.panel');
  return panel !== null && panel.scrollHeight <= panel.clientHeight;
}
