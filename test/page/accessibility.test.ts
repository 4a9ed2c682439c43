import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findings } from '../support/axe.ts';
import { launchChromium } from '../support/chromium.ts';
import { type Parley, startParley } from '../support/parley.ts';
import { Person } from '../support/person.ts';
import { findChromium } from '../support/programs.ts';
import type { Browser } from '../support/tab.ts';

let parley: Parley;
beforeAll(async () => {
  parley = await startParley({ STUN_PORT: '0' });
});
afterAll(() => parley.stop());

/** By their items in the menu *More*, with what is seen when all of it is there. */
const panels = [
  ['Invite', 'Whoever has this link can take the free seat.'],
  ['Quality', 'opus · 48 kHz'],
  ['Settings', 'A sound when somebody comes or goes'],
  ['Keyboard shortcuts', 'Microphone on and off'],
  ['Verify the call', 'They match'],
] as const;

describe.each(['light', 'dark'] as const)('axe finds nothing in the %s theme', (colorScheme) => {
  const browsers: Browser[] = [];
  afterAll(() => Promise.all(browsers.map((browser) => browser.close())));

  async function person(): Promise<Person> {
    const executablePath = findChromium() ?? '';
    const browser = await launchChromium({ executablePath, colorScheme });
    browsers.push(browser);
    return new Person(await browser.newTab());
  }

  test.each([
    ['/', 'See each other.'],
    ['/check', 'with nobody at the other end'],
    ['/r/axe', 'Ready?'],
    ['/nowhere', 'There is nothing here'],
  ])('on %s', async (path, text) => {
    const one = await person();
    await one.tab.goto(`${parley.http}${path}`);
    await one.sees(text);
    expect(await findings(one)).toEqual([]);
  });

  test('while waiting, in a call, with each panel, with the menu, and at the end', async () => {
    const [anna, minh, late] = [await person(), await person(), await person()];
    const url = `${parley.http}/r/axe-${colorScheme}`;
    await anna.join(url, 'Anna');
    await anna.isTold('Waiting for the other person');
    await anna.tab.press('button', 'Show QR code');
    expect(await findings(anna)).toEqual([]);
    await minh.join(url, 'Minh');
    await anna.isTold('Connected');
    await anna.write('see https://example.org');
    expect(await findings(anna)).toEqual([]);
    await late.join(url, 'Late');
    await late.isTold('Room is full');
    expect(await findings(late)).toEqual([]);
    await anna.tab.press('button', 'More');
    expect(await findings(anna)).toEqual([]);
    await anna.tab.key('Escape');
    for (const [panel, text] of panels) {
      await anna.tab.press('button', 'More');
      await anna.tab.press('menuitem', panel);
      await anna.sees(text);
      expect(await findings(anna)).toEqual([]);
    }
    await anna.tab.press('button', 'More');
    await anna.tab.press('menuitem', 'Quality');
    await anna.tab.press('button', 'Log');
    await anna.sees('Joined the room');
    expect(await findings(anna)).toEqual([]);
    await minh.tab.press('switch', 'Camera');
    await anna.sees('Camera is off');
    expect(await findings(anna)).toEqual([]);
    await minh.hangUp();
    await anna.isTold('Call ended');
    expect(await findings(anna)).toEqual([]);
  });
});
