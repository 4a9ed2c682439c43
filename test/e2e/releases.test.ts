import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Parley, startParley } from '../support/parley.ts';
import { chromiumPerson } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import { makeRelease } from '../support/release.ts';
import { waitFor } from '../support/tab.ts';

const GONE = 'a part of this page is no longer there';

interface Meeting {
  readonly parley: Parley;
  readonly people: readonly [Person, Person];
}

async function meet(): Promise<Meeting> {
  const parley = await startParley({ HTTPS_PORT: 'off', ASSETS_DIR: temporary() });
  const people = await Promise.all([chromiumPerson(), chromiumPerson()]);
  await Promise.all(people.map((person) => person.join(`${parley.http}/r/releases`)));
  await Promise.all(people.map((person) => person.isTold('Connected')));
  return { parley, people };
}

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'parley-assets-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The process of another release in the place of the first, and both back in their seats. */
async function update({ parley, people }: Meeting, settings = {}): Promise<void> {
  const { program } = makeRelease('2_');
  const next = await parley.restart('SIGTERM', { program, settings });
  onTestFinished(() => next.stop());
  const returns = () => next.lines.filter(({ message }) => message === 'back').length;
  await waitFor('both are back in their seats', async () => returns() === people.length);
}

const openQuality = async ({ tab }: Person) => {
  await tab.press('button', 'More');
  await tab.press('menuitem', 'Quality');
};

test('a page that was opened before an update has all of itself after it', async () => {
  const meeting = await meet();
  const [person] = meeting.people;
  await update(meeting);
  await openQuality(person);
  await person.sees('Round trip');
  expect(await person.tab.evaluate(() => document.body.innerText, null)).not.toContain(GONE);
  await person.seesAndHears();
});

test('a part that is gone from the server is told in words; the call goes on, and over a reload', async () => {
  const meeting = await meet();
  const [person, other] = meeting.people;
  // None of what was: as after two updates.
  await update(meeting, { ASSETS_DIR: temporary() });
  await openQuality(person);
  await person.sees(GONE);
  const seen = await person.tab.evaluate(() => document.body.innerText, null);
  expect(seen).not.toContain('Check your connection');
  await Promise.all(meeting.people.map((someone) => someone.seesAndHears()));
  await person.tab.press('button', 'Reload');
  await person.isTold('Connected');
  await other.seesAndHears();
  await openQuality(person);
  await person.sees('Round trip');
});
