import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FieldSite, startFieldSite } from '../support/field-site.ts';
import { type Parley, startParley } from '../support/parley.ts';
import { chromiumPerson } from '../support/people.ts';
import { Person } from '../support/person.ts';
import type { Tab } from '../support/tab.ts';

let parley: Parley;
let elsewhere: FieldSite;

beforeAll(async () => {
  parley = await startParley();
  elsewhere = await startFieldSite();
});
afterAll(async () => {
  elsewhere.close();
  await parley.stop();
});

/** A page of another origin, with a button to start. */
async function open(path: string, more = ''): Promise<Person> {
  const { tab } = await chromiumPerson();
  await tab.goto(`${elsewhere.origin}/whip.html?endpoint=${parley.http}${path}${more}`);
  return new Person(tab);
}

const isTold = (tab: Tab, text: string) =>
  tab.until(
    `"${text}"`,
    (told) => document.querySelector('[role=status]')?.textContent?.includes(told) === true,
    text,
  );

test('[K1] a page that sends by WHIP is seen and heard on ours, also after ICE has begun anew', async () => {
  const sender = await open('/whip/studio');
  await sender.tab.press('button', 'Start');
  await isTold(sender.tab, '503 Nobody is in the room');
  const ours = await chromiumPerson();
  await ours.join(`${parley.http}/r/studio`);
  await ours.isTold('Waiting for the other person');
  await sender.tab.press('button', 'Start');
  await isTold(sender.tab, 'connected');
  await ours.isTold('Connected');
  await ours.seesAndHears();
  await sender.tab.press('button', 'Restart');
  await isTold(sender.tab, 'restarted');
  await ours.seesAndHears();
  await sender.tab.press('button', 'Stop');
  await isTold(sender.tab, 'stopped 200');
  await ours.isTold('Call ended');
  expect(ours.tab.errors).toEqual([]);
});

test('[K1] a page that plays by WHEP sees and hears ours', async () => {
  const ours = await chromiumPerson();
  await ours.join(`${parley.http}/r/stage`);
  await ours.isTold('Waiting for the other person');
  const player = await open('/whep/stage', '&player');
  await player.tab.press('button', 'Start');
  await isTold(player.tab, 'connected');
  await player.seesAndHears();
  await ours.sees('1 watches');
  expect([...ours.tab.errors, ...player.tab.errors]).toEqual([]);
});
