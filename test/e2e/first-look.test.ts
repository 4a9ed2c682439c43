import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Parley, startParley } from '../support/parley.ts';
import { chromiumPerson } from '../support/people.ts';
import type { Tab } from '../support/tab.ts';

/** Less than a pixel of a phone's width: a glyph that is drawn anew. */
const UNSEEN_SHIFT = 0.001;
const SECOND = 1000;

const sizes = {
  'a phone': { width: 390, height: 844 },
  'a laptop': { width: 1280, height: 800 },
};

let parley: Parley;
beforeAll(async () => {
  parley = await startParley();
});
afterAll(() => parley.stop());

describe.each(Object.entries(sizes))('on %s', (_, viewport) => {
  test.each([
    ['/', 'Start a call'],
    ['/check', 'You will connect directly.'],
    ['/r/first-look', 'You will connect directly.'],
  ])('%s can be used within a second, and nothing in it moves', async (path, lastText) => {
    const { tab } = await chromiumPerson({ viewport });
    await tab.goto(`${parley.http}${path}`);
    await tab.until(lastText, (text) => document.body.innerText.includes(text), lastText);
    expect(await interactiveAfterMs(tab)).toBeLessThan(SECOND);
    await allIsLoaded(tab);
    expect(await shiftOf(tab)).toBeLessThan(UNSEEN_SHIFT);
  });
});

/** Until the scripts of the page have run, and drawn it. */
function interactiveAfterMs(tab: Tab): Promise<number> {
  return tab.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation');
    return (navigation as PerformanceNavigationTiming).domContentLoadedEventEnd;
  }, null);
}

/** What is fetched while somebody stands at the door, and may not restyle it. */
async function allIsLoaded(tab: Tab): Promise<void> {
  await tab.until(
    'every device and every style',
    () =>
      document.querySelectorAll('select:disabled').length === 0 &&
      [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].every(
        ({ sheet }) => sheet !== null,
      ) &&
      (!location.pathname.startsWith('/r/') ||
        document.querySelectorAll('link[rel=stylesheet]').length > 1),
    null,
  );
}

/** The sum of all, as browsers rate it: the part of the screen that moved, times how far (Layout Instability). */
function shiftOf(tab: Tab): Promise<number> {
  return tab.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as unknown as Shift).value;
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        // Two frames later whatever moved is reported.
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum))));
      }),
    null,
  );
}

interface Shift {
  readonly value: number;
}
