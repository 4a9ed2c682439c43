import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Parley, startParley } from '../support/parley.ts';
import { chromiumPerson, firefoxPerson } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import { findFirefox } from '../support/programs.ts';
import { hasPill } from '../support/verify-pill.ts';

let parley: Parley;
let nextRoom = 0;

beforeAll(async () => {
  parley = await startParley({ HTTPS_PORT: 'off' });
});
afterAll(() => parley.stop());

async function meet(first: Person, second: Person): Promise<void> {
  nextRoom += 1;
  const url = `${parley.http}/r/verify-${nextRoom}`;
  await first.join(url, 'Anna');
  await first.isTold('Waiting for the other person');
  await second.join(url, 'Minh');
  await Promise.all([first, second].map((person) => person.isTold('Connected')));
}

async function codeOf({ tab }: Person): Promise<string> {
  const find = () => document.querySelector('.emoji-code, .digit-code') !== null;
  await tab.until('a code', find, null);
  return tab.evaluate(
    () =>
      [...document.querySelectorAll('.emoji-code li, .digit-code')]
        .map(({ textContent }) => textContent)
        .join(),
    null,
  );
}

async function openPanel(one: Person): Promise<void> {
  await hasPill(one, 'Verify');
  await one.tab.press('button', 'Verify');
}

describe('two browsers', () => {
  test('show the same code; one that found it so knows the other again', async () => {
    const [first, second] = await Promise.all([chromiumPerson(), chromiumPerson()]);
    await meet(first, second);
    await Promise.all([openPanel(first), openPanel(second)]);
    const code = await codeOf(first);
    expect(await codeOf(second)).toBe(code);
    expect(code.split(',')).toHaveLength(8);
    await first.tab.press('button', 'They match');
    await hasPill(first, 'Verified');
    await first.sees('You compared codes with Minh on');
    await hasPill(second, 'Verify');

    for (const { tab } of [second, first]) {
      await tab.reload();
      await hasPill(first, 'Verified');
      await hasPill(second, 'Verify');
    }
    await first.hangUp();
    await meet(first, second);
    await hasPill(first, 'Verified');
    await hasPill(second, 'Verify');

    await first.tab.press('button', 'Verified');
    await first.tab.press('button', 'Forget');
    await hasPill(first, 'Verify');
    expect([...first.tab.errors, ...second.tab.errors]).toEqual([]);
  });

  test('warn when the key of one who was verified changes, and when codes differ', async () => {
    const [first, second] = await Promise.all([chromiumPerson(), chromiumPerson()]);
    await meet(first, second);
    await openPanel(first);
    await first.tab.press('button', 'They match');
    await hasPill(first, 'Verified');
    await second.tab.evaluate(() => void indexedDB.deleteDatabase('parley'), null);
    await second.tab.reload();
    await first.sees('The encryption key of Minh has changed in this call');
    await hasPill(first, 'Not verified');
    await first.tab.press('button', 'They don’t match');
    await first.sees('somebody may be listening in');
    await hasPill(first, 'Not verified');
  });

  test.runIf(findFirefox())('of two makers show the same code', async () => {
    const [first, second] = await Promise.all([firefoxPerson(), chromiumPerson()]);
    await meet(first, second);
    await Promise.all([openPanel(first), openPanel(second)]);
    expect(await codeOf(first)).toBe(await codeOf(second));
    await first.tab.press('button', 'They match');
    await second.tab.reload();
    await hasPill(first, 'Verified');
    await first.tab.reload();
    await hasPill(first, 'Verified');
  });
});
