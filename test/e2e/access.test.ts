import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findings } from '../support/axe.ts';
import { type Parley, startParley } from '../support/parley.ts';
import { chromiumPerson } from '../support/people.ts';
import type { Person } from '../support/person.ts';

const SECRET = 'a secret that another site has as well';

let parley: Parley;
beforeAll(async () => {
  parley = await startParley({ STUN_PORT: '0', HTTPS_PORT: 'off' });
});
afterAll(() => parley.stop());

const people = (colorScheme: 'light' | 'dark' = 'light') =>
  Promise.all([chromiumPerson({ colorScheme }), chromiumPerson({ colorScheme })]);

/** In the clear: what is hidden has no role that a test could go by. */
async function typePassword(person: Person, label: string, password: string): Promise<void> {
  await person.tab.press('button', 'Show the password');
  await person.tab.fill(label, password);
}

/** The field that a label belongs to has the focus. */
function isAskedFor(person: Person, label: string): Promise<void> {
  return person.tab.until(
    `the focus in ${label}`,
    (text) =>
      [...((document.activeElement as HTMLInputElement | null)?.labels ?? [])].some(
        ({ textContent }) => textContent === text,
      ),
    label,
  );
}

async function switchLock(person: Person): Promise<void> {
  await person.tab.press('button', 'More');
  await person.tab.press('menuitemcheckbox', 'Lock the room');
}

async function lockedIn(url: string, anna: Person): Promise<void> {
  await anna.join(url, 'Anna');
  await anna.isTold('Waiting for the other person');
  await switchLock(anna);
  await anna.sees('Locked');
}

async function knock(person: Person, url: string, name: string): Promise<void> {
  await person.tab.goto(url);
  await person.tab.fill('Your name', name);
  await person.tab.press('button', 'Knock');
  await person.sees('You knocked.');
}

describe('a room with a password', () => {
  test('is set by the first, and entered by who knows it', async () => {
    const [anna, minh] = await people();
    const url = `${parley.http}/r/password`;
    await anna.tab.goto(url);
    await anna.tab.press('button', 'Set a password');
    await isAskedFor(anna, 'Password for this room');
    await typePassword(anna, 'Password for this room', 'sesame');
    expect(await findings(anna)).toEqual([]);
    await anna.tab.press('button', 'Join');
    await anna.isTold('Waiting for the other person');
    await minh.tab.goto(url);
    await minh.sees('Somebody is here and waiting.');
    await minh.tab.press('button', 'Join');
    await minh.sees('This room has a password.');
    await isAskedFor(minh, 'Password');
    await typePassword(minh, 'Password', 'Sesame');
    await minh.tab.press('button', 'Join');
    await minh.sees('This is not the password of the room.');
    await isAskedFor(minh, 'Password');
    expect(await findings(minh)).toEqual([]);
    await minh.tab.fill('Password', 'sesame');
    await minh.tab.key('Enter');
    await Promise.all([anna, minh].map((one) => one.isTold('Connected')));
    const kept = () => JSON.stringify([localStorage, sessionStorage, location.href]);
    expect(await minh.tab.evaluate(kept, null)).not.toContain('sesame');
  });
});

describe('a locked room', () => {
  test('is entered by who is let in, and by who comes back from a reload', async () => {
    const [anna, minh] = await people();
    const url = `${parley.http}/r/locked`;
    await lockedIn(url, anna);
    await knock(minh, url, 'Minh');
    await anna.sees('is at the door');
    expect(await findings(anna)).toEqual([]);
    expect(await findings(minh)).toEqual([]);
    await anna.tab.press('button', 'Let in Minh');
    await Promise.all([anna, minh].map((one) => one.isTold('Connected')));
    await minh.sees('Locked');
    await minh.tab.reload();
    await Promise.all([anna, minh].map((one) => one.isTold('Connected')));
    await minh.seesThem();
    await minh.sees('Locked');
    expect([...anna.tab.errors, ...minh.tab.errors]).toEqual([]);
  });

  test('stays shut to who is not let in, who thinks better of it, and who finds no seat', async () => {
    const [anna, minh] = await people('dark');
    const url = `${parley.http}/r/shut`;
    await lockedIn(url, anna);
    const name = `‮<b>${'x'.repeat(58)}`;
    await knock(minh, url, name);
    await anna.tab.press('button', `Not now, ${name}`);
    await minh.sees('Not now, says whoever is in.');
    expect(await findings(minh)).toEqual([]);
    await minh.tab.fill('Your name', 'Minh');
    await minh.tab.press('button', 'Knock again');
    await anna.sees('is at the door');
    await minh.tab.press('button', 'Stop waiting');
    await anna.tab.until('nobody', () => document.querySelector('.knock') === null, null);
    await switchLock(anna);
    await minh.tab.press('button', 'Join');
    await Promise.all([anna, minh].map((one) => one.isTold('Connected')));
    // By then whatever listens for keys is there.
    await minh.seesThem();
    await minh.tab.key('l');
    await anna.sees('Locked');
    const late = await chromiumPerson();
    await knock(late, url, 'Late');
    await anna.sees('is at the door, but no seat is free');
    expect(await findings(anna)).toEqual([]);
  });
});

describe('where an invitation is needed', () => {
  let strict: Parley;
  beforeAll(async () => {
    strict = await startParley({
      STUN_PORT: '0',
      HTTPS_PORT: 'off',
      TOKEN_SECRET: SECRET,
      REQUIRE_TOKEN: 'yes',
    });
  });
  afterAll(() => strict.stop());

  function invite(claims: Record<string, unknown>): Promise<string> {
    const token = new SignJWT(claims).setProtectedHeader({ alg: 'HS256' });
    return token.setExpirationTime('1h').sign(new TextEncoder().encode(SECRET));
  }

  const addressOf = (person: Person) => person.tab.evaluate(() => location.href, null);

  test('a link with one opens the room, shows it nowhere, and works after a reload', async () => {
    const [anna, minh] = await people();
    const url = `${strict.http}/r/surgery`;
    await anna.tab.goto(`${url}#token=${await invite({ room: 'surgery', name: 'Dr. Lê' })}`);
    await anna.sees('Nobody is here yet.');
    expect(await addressOf(anna)).toBe(url);
    await anna.tab.reload();
    await anna.tab.press('button', 'Join');
    await anna.isTold('Waiting for the other person');
    await anna.tab.until(
      'the link without it',
      (text) => document.querySelector<HTMLInputElement>('.link-box input')?.value === text,
      url.replace('http://', ''),
    );
    await minh.join(`${url}#token=${await invite({ room: 'surgery' })}`, 'Minh');
    await minh.isTold('Connected');
    await minh.sees('Dr. Lê');
  });

  test('without one, and with a wrong one, the door says so and has no button to join', async () => {
    const [anna, minh] = await people();
    const url = `${strict.http}/r/ward`;
    await anna.tab.goto(url);
    await anna.sees('This server lets in whoever was sent here by a link.');
    const hasJoin = () => document.querySelector('form [type=submit]') !== null;
    expect(await anna.tab.evaluate(hasJoin, null)).toBe(false);
    expect(await findings(anna)).toEqual([]);
    await minh.join(`${url}#token=${await invite({ room: 'kitchen' })}`, 'Minh');
    await minh.sees('The link that you came by does not open this room');
    await minh.tab.until('no button', () => !document.querySelector('form [type=submit]'), null);
  });
});
