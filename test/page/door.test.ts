import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { type Parley, startParley } from '../support/parley.ts';
import { Person } from '../support/person.ts';
import { findChromium } from '../support/programs.ts';
import type { Browser } from '../support/tab.ts';

const executablePath = findChromium() ?? '';
const RELAY = { TURN_URLS: 'turn:127.0.0.1:3478', TURN_SECRET: 'a secret of sixteen or more' };

let parley: Parley;
let relayed: Parley;
let browser: Browser;
beforeAll(async () => {
  [parley, relayed, browser] = await Promise.all([
    startParley({ HTTPS_PORT: 'off' }),
    startParley({ HTTPS_PORT: 'off', ...RELAY }),
    launchChromium({ executablePath }),
  ]);
});
afterAll(async () => {
  await Promise.all([parley.stop(), relayed.stop(), browser.close()]);
});

/** Somebody new at the same browser. */
async function newPerson(): Promise<Person> {
  const { tab } = new Person(await browser.newTab());
  onTestFinished(() => tab.close());
  return new Person(tab);
}

describe('who hides their address', () => {
  test('is told at the door that nothing will connect where there is no relay', async () => {
    const person = await newPerson();
    await person.tab.goto(`${parley.http}/r/hidden`);
    await person.sees('You will connect directly.');
    await person.tab.press('switch', 'Hide my address');
    await person.sees('No relay is known here: nothing will connect.');
    await person.tab.goto(`${parley.http}/check`);
    await person.sees('No relay is known here: nothing will connect.');
    await person.tab.goto(`${parley.http}/r/hidden`);
    await person.sees('No relay is known here: nothing will connect.');
    await person.tab.press('switch', 'Hide my address');
    await person.sees('You will connect directly.');
  });

  test('is told of the relay where there is one', async () => {
    const person = await newPerson();
    await person.tab.goto(`${relayed.http}/r/hidden`);
    await person.sees('You will connect directly.');
    await person.tab.press('switch', 'Hide my address');
    await person.sees('You will connect through a relay.');
  });
});

describe('a link of home that is pressed with Ctrl, Cmd or Shift', () => {
  test.each(['Device check', 'kitchen', 'Parley'])('is the browser’s: %s', async (name) => {
    const { tab } = await newPerson();
    await tab.goto(`${parley.http}/`);
    await tab.evaluate(rememberRoom, 'kitchen');
    await tab.reload();
    await tab.until('the link', (text) => document.body.innerText.includes(text), name);
    expect(await tab.evaluate(pressHolding, name)).toEqual({
      ctrlKey: 'left to the browser',
      metaKey: 'left to the browser',
      shiftKey: 'left to the browser',
      none: 'followed by the page',
    });
  });
});

test('home, opened without a network, says so until there is one', async () => {
  const person = await newPerson();
  const says = (isSaid: boolean) =>
    person.tab.until(
      isSaid ? 'a word of it' : 'no word of it',
      (expected) => document.body.innerText.includes('You are offline.') === expected,
      isSaid,
    );
  await person.tab.goto(`${parley.http}/`);
  await person.tab.evaluate(async () => void (await navigator.serviceWorker.ready), null);
  await person.tab.setOnline(false);
  onTestFinished(() => person.tab.setOnline(true));
  await person.tab.goto(`${parley.http}/`);
  await person.sees('See each other.');
  await says(true);
  await person.tab.setOnline(true);
  await says(false);
});

describe('who told the browser to save data', () => {
  test('begins with a picture of low quality, and may choose another', async () => {
    const saving = await launchChromium({ executablePath, savesData: true });
    onTestFinished(() => saving.close());
    const [anna, minh] = [new Person(await saving.newTab()), await newPerson()];
    await anna.join(`${parley.http}/r/saving`, 'Anna');
    await anna.isTold('Waiting for the other person');
    await minh.join(`${parley.http}/r/saving`, 'Minh');
    await minh.seesThem();
    await anna.tab.until('a picture of little', sendsAtMost, 200_000);
    await anna.tab.press('button', 'More');
    await anna.tab.press('menuitem', 'Settings');
    await anna.tab.until('the choice of a low quality', isChosen, 'Low');
    await anna.tab.press('radio', 'High');
    await anna.tab.until('a picture of more', sendsAtMost, 3_000_000);
  });
});

// In the page

function rememberRoom(room: string): void {
  const call = { room, at: Date.now(), lastedMs: 60_000 };
  localStorage.setItem('parley.recent', JSON.stringify([call]));
}

/** Nothing is opened: what the page left to the browser is held up at the end. */
function pressHolding(name: string): Record<string, string> {
  const links = [...document.querySelectorAll('a')];
  const link = links.find(({ textContent }) => textContent?.includes(name));
  if (!link) throw new Error('there is no such link');
  let fate = '';
  addEventListener('click', (event) => {
    fate = event.defaultPrevented ? 'followed by the page' : 'left to the browser';
    event.preventDefault();
  });
  const fates: Record<string, string> = {};
  for (const key of ['ctrlKey', 'metaKey', 'shiftKey', 'none']) {
    const how = { bubbles: true, cancelable: true, [key]: true };
    link.dispatchEvent(new MouseEvent('click', how));
    fates[key] = fate;
  }
  return fates;
}

/** Bits a second. */
function sendsAtMost(bitrate: number): boolean {
  const { keptConnections } = globalThis as unknown as { keptConnections: RTCPeerConnection[] };
  const senders = keptConnections.flatMap((connection) => connection.getSenders());
  const picture = senders.find(({ track }) => track?.kind === 'video');
  return picture?.getParameters().encodings[0]?.maxBitrate === bitrate;
}

function isChosen(name: string): boolean {
  const [label] = document.querySelector<HTMLInputElement>('.panel input:checked')?.labels ?? [];
  return label?.textContent?.includes(name) ?? false;
}
