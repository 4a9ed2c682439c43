import { afterAll, beforeAll, expect, test } from 'vitest';
import { findings } from '../support/axe.ts';
import { type Parley, startParley } from '../support/parley.ts';
import { chromiumPerson } from '../support/people.ts';
import type { Person } from '../support/person.ts';

let parley: Parley;
beforeAll(async () => {
  parley = await startParley({ HTTPS_PORT: 'off' });
});
afterAll(() => parley.stop());

/** Said to those who don't see it. */
function isSaid(person: Person, sentence: string): Promise<void> {
  const has = (text: string) =>
    [...document.querySelectorAll('.stage [aria-live]')].some(
      ({ textContent }) => textContent === text,
    );
  return person.tab.until(`"${sentence}" being said`, has, sentence);
}

function shows(person: Person, selector: string, text: string): Promise<void> {
  const has = ([where, what]: readonly [string, string]) =>
    [...document.querySelectorAll(where)].some((one) => one.textContent?.includes(what));
  return person.tab.until(`${text} in ${selector}`, has, [selector, text] as const);
}

async function openMenu(person: Person): Promise<void> {
  await person.tab.press('button', 'More');
  await person.tab.until('the reactions', () => document.querySelector('.react') !== null, null);
}

test('a hand is raised and seen, stays over a reload, and reactions are shown in passing', async () => {
  const [anna, minh] = await Promise.all([
    chromiumPerson(),
    chromiumPerson({ colorScheme: 'dark', viewport: { width: 320, height: 568 } }),
  ]);
  const url = `${parley.http}/r/hands`;
  await anna.join(url, 'Anna');
  await minh.join(url, 'Minh');
  for (const one of [anna, minh]) await one.isTold('Connected');

  await openMenu(minh);
  expect(await findings(minh)).toEqual([]);
  await minh.tab.press('menuitemcheckbox', 'Raise hand');
  await anna.sees('Hand is up');
  await isSaid(anna, 'Minh has raised a hand');
  await isSaid(minh, 'Your hand is up');
  expect(await findings(anna)).toEqual([]);

  await minh.tab.reload();
  for (const one of [anna, minh]) await one.isTold('Connected');
  await isSaid(minh, 'Your hand is up');
  await anna.sees('Hand is up');

  await openMenu(anna);
  await anna.tab.press('menuitem', 'Applause');
  await shows(minh, '.stage > .reactions', '👏');
  await shows(anna, '.own .reactions', '👏');
  await isSaid(minh, 'Anna: Applause');
  await anna.tab.key('3');
  await isSaid(minh, 'Anna: Heart');
  await minh.tab.key('h');
  await isSaid(anna, 'Minh has lowered the hand');
  const isOver = () => document.querySelectorAll('.reactions span').length === 0;
  await minh.tab.until('the end of what is shown', isOver, null);
  expect([...anna.tab.errors, ...minh.tab.errors]).toEqual([]);
});
