import { afterAll, beforeAll, describe, test } from 'vitest';
import { createCrew } from '../support/crew.ts';
import { type Parley, startParley } from '../support/parley.ts';
import type { Person } from '../support/person.ts';

let parley: Parley;
const { newPerson, end } = createCrew();
let phone: Person;
let minh: Person;

beforeAll(async () => {
  parley = await startParley();
  minh = await newPerson();
  // Whose camera and microphone are refused, so that there is a note.
  phone = await newPerson({ viewport: { width: 390, height: 844 }, devices: 'denied' });
  const url = `${parley.http}/r/pills`;
  await minh.join(url, 'Minh');
  await minh.isTold('Waiting for the other person');
  await phone.join(url, 'Anna');
  await Promise.all([minh, phone].map((one) => one.isTold('Connected')));
  // The system's own dialog: nobody is there to answer it.
  await minh.tab.evaluate(() => Object.assign(globalThis, { showSaveFilePicker: undefined }), null);
});
afterAll(async () => {
  await end();
  await parley.stop();
});

describe('at the top of the stage', () => {
  test('the pills stand side by side, without a gap for one that is not there', async () => {
    for (const one of [minh, phone]) await one.sees('Direct · ');
    for (const one of [minh, phone]) await one.tab.until('even gaps', areEven, null);
  });

  test('no note covers what is said there, and the light of a recording is seen', async () => {
    await minh.tab.press('button', 'More');
    await minh.tab.press('menuitemcheckbox', 'Record');
    await phone.sees('Minh is recording');
    await phone.sees('access was denied');
    await phone.tab.until('each to be seen', isAllUncovered, null);
  });

  test('nor does one that comes when the server is gone', async () => {
    await parley.stop();
    await phone.tab.until(
      'a second note',
      () => document.querySelector('.notes > .note') !== null,
      null,
    );
    await phone.tab.until('each to be seen', isAllUncovered, null);
  });
});

// In the page

/** Of those in one line. */
function areEven(): boolean {
  const boxes = [...document.querySelectorAll('.corner.left > *')]
    .map((element) => element.getBoundingClientRect())
    .filter(({ width }) => width > 0);
  const gaps = boxes.slice(1).flatMap(({ left, top }, at) => {
    const before = boxes[at];
    return before && before.top === top ? [left - before.right] : [];
  });
  return gaps.length > 0 && gaps.every((gap) => Math.abs(gap - 8) < 0.5);
}

/** At its edges too; what lies over it for a moment longer than it should is waited for. */
function isAllUncovered(): boolean {
  const pills = [...document.querySelectorAll('.corner .pill, .notes p')];
  return pills.every((pill) => {
    const { left, right, top, bottom } = pill.getBoundingClientRect();
    const middle = (left + right) / 2;
    const others = pills.filter((other) => !other.contains(pill) && !pill.contains(other));
    return [top + 1, (top + bottom) / 2, bottom - 1].every((y) => {
      const isClear = others.every((other) => {
        const box = other.getBoundingClientRect();
        return box.bottom <= y || box.top >= y || box.right <= left || box.left >= right;
      });
      return isClear && middle > 0 && y < innerHeight;
    });
  });
}
