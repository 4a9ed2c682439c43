import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findings } from '../support/axe.ts';
import {
  becomeReachable,
  isAsked,
  isLeftAlone,
  keepsNoSecret,
  openDirectory,
} from '../support/directory-person.ts';
import { type Parley, startParley } from '../support/parley.ts';
import { chromiumPerson } from '../support/people.ts';

/** What leads to somebody's address, as far as a server could pass it on. */
const LEADS_TO_ADDRESS = /candidate|a=fingerprint|"sdp"|"offer"/;

let parley: Parley;
beforeAll(async () => {
  parley = await startParley({ STUN_PORT: '0', HTTPS_PORT: 'off' });
});
afterAll(() => parley.stop());

test('a server that has no names offers no calling by them', async () => {
  const without = await startParley({ STUN_PORT: '0', HTTPS_PORT: 'off', DIRECTORY: 'no' });
  const person = await chromiumPerson();
  await person.tab.goto(`${without.http}/`);
  await person.sees('Start a call');
  await person.tab.until(
    'no way to call by name',
    () => !document.body.innerText.includes('Call by name'),
    null,
  );
  expect(person.tab.errors).toEqual([]);
  await without.stop();
});

describe('calling by name', () => {
  test('somebody is found, rung, and answers; nothing of an address passes before; who calls meanwhile finds them busy', async () => {
    const [anna, minh] = await Promise.all([chromiumPerson(), chromiumPerson()]);
    await becomeReachable(minh, parley.http, 'Minh');
    await becomeReachable(anna, parley.http, 'Anna');
    expect(await findings(anna)).toEqual([]);
    // At a door somebody can be called as well.
    await minh.tab.goto(`${parley.http}/r/door`);
    await minh.sees('Ready?');
    await anna.tab.press('button', 'Call minh');
    await isAsked(anna, 'Calling minh …');
    await isAsked(minh, 'anna calls');
    await minh.sees('Registered here as anna.');
    expect(await findings(anna)).toEqual([]);
    expect(await findings(minh)).toEqual([]);
    const before = minh.tab.heard.join('\n');
    expect(before).toContain('ringing');
    expect(before).not.toMatch(LEADS_TO_ADDRESS);
    await minh.tab.key('Enter');
    await Promise.all([anna, minh].map((one) => one.isTold('Connected')));
    await Promise.all([anna, minh].map((one) => one.seesAndHears()));
    await minh.tab.until(
      'a room that nobody can guess',
      () => /^\/r\/[\w-]{22}$/.test(location.pathname),
      null,
    );
    await isLeftAlone(minh);
    const late = await anna.tab.beside();
    await late.goto(`${parley.http}/`);
    await late.press('button', 'Call by name');
    await late.press('button', 'Call minh');
    await late.until(
      'busy',
      () => document.querySelector('dialog')?.textContent?.includes('in another call') === true,
      null,
    );
    await minh.hangUp();
    await minh.isTold('Call ended');
    await minh.tab.press('link', 'Home');
    await minh.tab.press('button', 'Call by name');
    await minh.sees('Missed calls');
    expect(await findings(minh)).toEqual([]);
    expect([...anna.tab.errors, ...minh.tab.errors]).toEqual([]);
  });

  test('they may say no, or find out who gave up; who forgets the name is not found', async () => {
    const [anna, lan] = await Promise.all([
      chromiumPerson({ colorScheme: 'dark' }),
      chromiumPerson({ colorScheme: 'dark', viewport: { width: 320, height: 568 } }),
    ]);
    await becomeReachable(lan, parley.http, 'Lan');
    expect(await findings(lan)).toEqual([]);
    await openDirectory(anna, parley.http);
    const callLan = async (): Promise<void> => {
      await anna.tab.press('button', 'Call lan');
      await isAsked(lan, 'Somebody calls');
    };
    await callLan();
    expect(await findings(lan)).toEqual([]);
    await lan.tab.press('button', 'Not now');
    await isAsked(anna, 'lan could not be reached');
    await anna.sees('They can’t talk now.');
    expect(await findings(anna)).toEqual([]);
    await anna.tab.press('button', 'Close');
    await isLeftAlone(lan);
    await callLan();
    await anna.tab.key('Escape');
    await isLeftAlone(lan);
    await lan.sees('Missed calls');
    await lan.tab.press('button', 'Forget on this device');
    await lan.sees('Be reachable');
    await anna.tab.press('button', 'Call lan');
    await anna.sees('Nobody is reachable by this name now.');
    await keepsNoSecret(lan);
    expect([...anna.tab.errors, ...lan.tab.errors]).toEqual([]);
  });

  test('after a reload somebody is reachable as before', async () => {
    const lan = await chromiumPerson();
    await becomeReachable(lan, parley.http, 'Lan-again');
    await lan.tab.reload();
    await lan.tab.press('button', 'Call by name');
    await lan.sees('You are reachable as lan-again');
    const wide = () => document.documentElement.scrollWidth <= innerWidth;
    await lan.tab.until('no sideways scrolling', wide, null);
  });
});
