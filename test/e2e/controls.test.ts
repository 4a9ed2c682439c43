import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { type Parley, startParley } from '../support/parley.ts';
import { Person } from '../support/person.ts';
import { findChromium } from '../support/programs.ts';
import { type Browser, waitFor } from '../support/tab.ts';

let parley: Parley;
const browsers: Browser[] = [];
let anna: Person;
let minh: Person;

async function newPerson(args: readonly string[]): Promise<Person> {
  const browser = await launchChromium({ executablePath: findChromium() ?? '', args });
  browsers.push(browser);
  return new Person(await browser.newTab());
}

beforeAll(async () => {
  parley = await startParley();
  // Of these the second never gives a frame to a connection.
  const args = ['--use-fake-device-for-media-stream=fps=30,device-count=3'];
  [anna, minh] = [await newPerson(args), await newPerson(args)];
  const url = `${parley.http}/r/controls`;
  await anna.join(url, 'Anna');
  await anna.isTold('Waiting for the other person');
  await minh.join(url, 'Minh');
  await Promise.all([anna, minh].map((one) => one.isTold('Connected')));
  await Promise.all([anna, minh].map((one) => one.seesAndHears()));
});
afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  await parley.stop();
});

async function choose(one: Person, item: string, role: 'menuitem' | 'menuitemcheckbox') {
  await one.tab.press('button', 'More');
  await one.tab.press(role, item);
}

/** The height of what comes, as it is decoded. */
const heightSeen = (one: Person): Promise<number> =>
  one.tab.evaluate(
    () => document.querySelector<HTMLVideoElement>('video.remote')?.videoHeight ?? 0,
    null,
  );

describe('in a call', () => {
  test('muting silences the other side, and says so there', async () => {
    await anna.tab.press('switch', 'Microphone');
    await minh.tab.until(
      'the mark of a muted microphone',
      () => document.querySelector('.stage')?.textContent?.includes('microphone is off') === true,
      null,
    );
    await anna.tab.press('switch', 'Microphone');
    await minh.hearsThem();
  });

  test('a shared screen arrives whole, in the place of the camera, and goes again', async () => {
    await anna.tab.press('switch', 'Share screen');
    await minh.tab.until(
      'a screen',
      () => document.querySelector('video.remote.contain') !== null,
      null,
    );
    await minh.seesThem();
    await anna.tab.press('switch', 'Share screen');
    await minh.tab.until(
      'the camera again',
      () => document.querySelector('.stage')?.textContent?.includes('shows a screen') === false,
      null,
    );
    await minh.seesThem();
  });

  test('quality is what was chosen, at the other side: low, sound only, and automatic again', async () => {
    await choose(anna, 'Settings', 'menuitem');
    await anna.tab.press('radio', 'Low');
    await waitFor('a small picture', async () => {
      const height = await heightSeen(minh);
      return height > 0 && height <= 180;
    });
    await anna.tab.press('radio', 'Sound only');
    await Promise.all([minh.seesNoFrames(), anna.seesNoFrames()]);
    await Promise.all([minh.hearsThem(), anna.hearsThem()]);
    await anna.tab.press('radio', 'Automatic');
    await Promise.all([minh.seesThem(), anna.seesThem()]);
    await anna.tab.press('button', 'Close settings');
  });

  test('another camera is taken without a new negotiation', async () => {
    const offers = () =>
      anna.tab.evaluate(
        () =>
          (globalThis as unknown as { keptConnections: RTCPeerConnection[] }).keptConnections
            .length,
        null,
      );
    const before = await offers();
    await choose(anna, 'Settings', 'menuitem');
    await anna.tab.select('Camera', 'fake_device_2');
    await anna.tab.until(
      'the other camera',
      () => {
        const video = document.querySelector<HTMLVideoElement>('.own video');
        return (
          (video?.srcObject as MediaStream | null)?.getVideoTracks()[0]?.label === 'fake_device_2'
        );
      },
      null,
    );
    await minh.seesThem();
    expect(await offers()).toBe(before);
    await anna.tab.press('button', 'Close settings');
  });

  test('an invitation is a link and a code for phones', async () => {
    await choose(anna, 'Invite', 'menuitem');
    await anna.sees('/r/controls');
    await anna.tab.until(
      'a QR code',
      () => (document.querySelector('.qr path')?.getAttribute('d')?.length ?? 0) > 1000,
      null,
    );
    await anna.tab.press('button', 'Close invite');
  });

  test('keys do what the bar does, and nothing while somebody writes', async () => {
    const microphoneIs = (checked: 'true' | 'false') =>
      anna.tab.until(
        `the microphone to be ${checked}`,
        (wanted) =>
          document
            .querySelector('[role=switch][aria-label="Microphone"]')
            ?.getAttribute('aria-checked') === wanted,
        checked,
      );
    await anna.tab.key('m');
    await microphoneIs('false');
    await anna.tab.key('m');
    await microphoneIs('true');
    await anna.tab.key('?');
    await anna.sees('Microphone on and off');
    await anna.tab.key('?');
    await anna.tab.until(
      'no list',
      () => !document.body.innerText.includes('Microphone on and off'),
      null,
    );
    await anna.tab.key('c');
    await anna.tab.fill('Message', 'hm');
    await anna.tab.key('m');
    await minh.sees('Anna is writing…');
    await microphoneIs('true');
    await anna.tab.key('Enter');
  });

  test('the own picture goes to another corner by keys', async () => {
    await anna.tab.evaluate(() => document.querySelector<HTMLElement>('.own-move')?.focus(), null);
    await anna.tab.key('ArrowUp');
    await anna.tab.key('ArrowLeft');
    await anna.tab.until(
      'the own picture at the top left',
      () => document.querySelector('.own')?.classList.contains('top-left') === true,
      null,
    );
    await anna.tab.key('ArrowDown');
  });

  test('the bar goes when nobody moves, and comes back with a key', async () => {
    await anna.tab.evaluate(
      () => document.querySelector<HTMLElement>('[aria-label="Close chat"]')?.click(),
      null,
    );
    // Out of the bar, with the mouse and with the keyboard: it stays for whoever is in it.
    await anna.tab.drag({ x: 400, y: 400 }, { x: 410, y: 400 });
    await anna.tab.until('no bar', () => document.querySelector('.call.idle') !== null, null);
    await anna.tab.key('Tab');
    await anna.tab.until('the bar', () => document.querySelector('.call.idle') === null, null);
  });

  test('nothing went wrong meanwhile', () => {
    expect([...anna.tab.errors, ...minh.tab.errors]).toEqual([]);
  });
});
