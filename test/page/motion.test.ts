import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { canSend } from '../support/file-person.ts';
import { type Parley, startParley } from '../support/parley.ts';
import { Person } from '../support/person.ts';
import { findChromium } from '../support/programs.ts';
import type { Browser } from '../support/tab.ts';

const executablePath = findChromium() ?? '';

let parley: Parley;
let browser: Browser;
beforeAll(async () => {
  [parley, browser] = await Promise.all([
    startParley({ HTTPS_PORT: 'off' }),
    launchChromium({ executablePath, hasReducedMotion: true }),
  ]);
});
afterAll(async () => {
  await Promise.all([parley.stop(), browser.close()]);
});

async function newPerson(at = browser): Promise<Person> {
  const person = new Person(await at.newTab());
  onTestFinished(() => person.tab.close());
  return person;
}

const panels = [
  'Invite',
  'Quality',
  'Servers',
  'Settings',
  'Keyboard shortcuts',
  'Verify the call',
];

test.each([
  ['/', 'See each other.'],
  ['/check', 'with nobody at the other end'],
  ['/r/calm', 'Ready?'],
  ['/watch/calm', 'No camera is here yet'],
  ['/nowhere', 'There is nothing here'],
])('nothing moves by itself on %s where the person wants that', async (path, text) => {
  const one = await newPerson();
  await one.tab.goto(`${parley.http}${path}`);
  await one.sees(text);
  expect(await one.tab.evaluate(whatLasts, null)).toEqual([]);
});

test('nothing moves by itself in a call, in its panels, and where somebody knocks', async () => {
  const [anna, minh] = [await newPerson(), await newPerson()];
  const lasts = () => anna.tab.evaluate(whatLasts, null);
  const url = `${parley.http}/r/calm-call`;
  await anna.join(url, 'Anna');
  await anna.isTold('Waiting for the other person');
  expect(await lasts()).toEqual([]);
  await anna.tab.press('button', 'More');
  await anna.tab.press('menuitemcheckbox', 'Lock the room');
  await minh.tab.goto(url);
  await minh.tab.fill('Your name', 'Minh');
  await minh.tab.press('button', 'Knock');
  await anna.sees('is at the door');
  expect(await lasts()).toEqual([]);
  await anna.tab.press('button', 'Let in Minh');
  await anna.isTold('Connected');
  await canSend(anna);
  for (const panel of panels) {
    await anna.tab.press('button', 'More');
    expect(await lasts()).toEqual([]);
    await anna.tab.press('menuitem', panel);
    await anna.tab.until('a panel', () => document.querySelector('.panel h2') !== null, null);
    expect(await lasts()).toEqual([]);
  }
  await minh.hangUp();
  await anna.isTold('Call ended');
  expect(await lasts()).toEqual([]);
});

test('where the person wants nothing of that, it does', async () => {
  const lively = await launchChromium({ executablePath });
  onTestFinished(() => lively.close());
  const { tab } = await newPerson(lively);
  await tab.goto(`${parley.http}/`);
  await tab.until('a button', () => document.querySelector('button') !== null, null);
  expect(await tab.evaluate(whatLasts, null)).not.toEqual([]);
});

// In the page

/** Every rule in force by which something would take time, whether it is at work now or not; and what is at work. */
function whatLasts(): string[] {
  const lasts = (durations: string) =>
    durations.split(',').some((one) => Number.parseFloat(one) > 0);
  const rulesOf = (rules: CSSRuleList): CSSStyleRule[] =>
    [...rules].flatMap((rule) => {
      if (rule instanceof CSSMediaRule && !matchMedia(rule.conditionText).matches) return [];
      if (rule instanceof CSSStyleRule) return [rule, ...rulesOf(rule.cssRules)];
      return rule instanceof CSSGroupingRule ? rulesOf(rule.cssRules) : [];
    });
  const rules = [...document.styleSheets].flatMap(({ cssRules }) => rulesOf(cssRules));
  const moving = rules.filter(
    ({ style }) => lasts(style.transitionDuration) || lasts(style.animationDuration),
  );
  const running = document.getAnimations().filter(({ effect }) => {
    const { duration } = effect?.getComputedTiming() ?? {};
    return Number(duration) > 0;
  });
  return [...moving.map(({ cssText }) => cssText), ...running.map(({ id }) => `running ${id}`)];
}
