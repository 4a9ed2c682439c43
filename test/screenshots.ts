import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChromiumOptions, launchChromium } from './support/chromium.ts';
import { becomeReachable, isAsked } from './support/directory-person.ts';
import { accepts, canSend, seesOfFile } from './support/file-person.ts';
import { type Parley, startParley } from './support/parley.ts';
import { Person } from './support/person.ts';
import { drawPortraits, type Portraits } from './support/portrait-films.ts';
import { findChromium } from './support/programs.ts';
import type { Browser } from './support/tab.ts';
import { shootWatching } from './support/watching-shots.ts';

/**
 * Pictures of every screen: `npm run screenshots [folder]`. Without a folder those of the README are made anew in
 * docs/; with one, all of them are made there, in both themes and on four sizes, to be looked at.
 */

const VIEWPORTS = {
  wide: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
  landscape: { width: 740, height: 360 },
  frame: { width: 320, height: 568 },
};
const executablePath = findChromium() ?? '';

type Look = Required<Pick<ChromiumOptions, 'viewport' | 'colorScheme'>>;

/** The panels that *More* opens, by their English names. */
const panels = [
  'Invite',
  'Quality',
  'Servers',
  'Settings',
  'Verify the call',
  'Keyboard shortcuts',
];

const browsers: Browser[] = [];

async function person(film: string, look: Partial<Look> = {}): Promise<Person> {
  const args = [`--use-file-for-fake-video-capture=${film}`];
  const browser = await launchChromium({ executablePath, args, ...look });
  browsers.push(browser);
  return new Person(await browser.newTab());
}

async function closeAll(): Promise<void> {
  for (const browser of browsers.splice(0)) await browser.close();
}

const talk: readonly (readonly ['anna' | 'minh', string])[] = [
  ['anna', 'Can you send me the floor plan?'],
  ['minh', 'In a moment. The kitchen is the sunny room now.'],
  ['anna', 'Great, thank you. 谢谢!'],
];

interface Shoot {
  readonly parley: Parley;
  readonly portraits: Portraits;
  readonly look: Look;
  /** Where the picture of a screen goes. */
  readonly pathOf: (screen: string) => string;
}

async function shootCall({ parley, portraits, look, pathOf }: Shoot) {
  const shot = (screen: string) => minh.tab.screenshot(pathOf(screen));
  const [film, ownFilm] = portraits;
  const [anna, minh] = [await person(film), await person(ownFilm, look)];
  await minh.tab.goto(`${parley.http}/`);
  await shot('home');
  const url = `${parley.http}/r/9k2f-7q0z-x4tn-bv3m-61hp`;
  await minh.tab.goto(url);
  await minh.tab.until(
    'a preview',
    () => (document.querySelector('video')?.videoWidth ?? 0) > 0,
    null,
  );
  await minh.tab.fill('Your name', 'Minh');
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await shot('lobby');
  await minh.tab.press('button', 'Join');
  await minh.isTold('Waiting for the other person');
  await shot('waiting');
  await anna.join(url, 'Anna');
  for (const one of [anna, minh]) {
    await one.isTold('Connected');
    await one.tab.until('a large picture', isSharp, null);
  }
  await shot(look.viewport.width >= 1000 ? 'chat' : 'call');
  for (const [who, text] of talk) {
    if (who === 'anna') await anna.write(text);
    else await write(minh, text);
  }
  await sendPlan(minh, anna);
  const isOpen = await minh.tab.evaluate(() => document.querySelector('.panel') !== null, null);
  if (!isOpen)
    await minh.tab.evaluate(
      () => document.querySelector<HTMLElement>('[aria-label^="Chat panel"]')?.click(),
      null,
    );
  await minh.reads(talk.at(-1)?.[1] ?? '');
  await shot('chat');
  await minh.tab.press('button', 'Close chat');
  // What was covered is drawn again with the next frames.
  await new Promise((resolve) => setTimeout(resolve, 800));
  await shot('call');
  await minh.tab.press('button', 'Verify');
  await minh.sees('They match');
  await shot('verification');
  await minh.tab.press('button', 'Close verification');
  await minh.tab.press('button', 'More');
  await shot('menu');
  await minh.tab.key('Escape');
  for (const panel of panels) await shootPanel(minh, panel, shot);
  await anna.tab.press('switch', 'Camera');
  await anna.tab.press('switch', 'Microphone');
  await minh.sees('Camera is off');
  await shot('camera-off');
  await anna.hangUp();
  await minh.isTold('Call ended');
  await shot('ended');
  await closeAll();
}

async function shootPanel(one: Person, name: string, shot: (screen: string) => Promise<void>) {
  await one.tab.press('button', 'More');
  const isThere = await one.tab.evaluate(
    (text) =>
      [...document.querySelectorAll('[role=menuitem]')].some(
        (item) => item.textContent?.trim() === text,
      ),
    name,
  );
  if (!isThere) return one.tab.key('Escape');
  await one.tab.press('menuitem', name);
  await one.tab.until('a panel', () => document.querySelector('.panel h2') !== null, null);
  // What it draws comes a moment later, and plots with the second sample.
  await new Promise((resolve) => setTimeout(resolve, name === 'Quality' ? 5_000 : 700));
  await shot(name.toLowerCase().replaceAll(' ', '-'));
  await one.tab.evaluate(
    () => document.querySelector<HTMLElement>('.panel-head button')?.click(),
    null,
  );
}

/** What was asked for. */
async function sendPlan(from: Person, to: Person): Promise<void> {
  await canSend(from);
  await from.tab.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([new Uint8Array(2_400_000)], 'floor-plan.pdf'));
    dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
  }, null);
  await accepts(to, 'floor-plan.pdf');
  await seesOfFile(from, 'floor-plan.pdf', 'received');
}

/** On a phone the chat is opened first. */
async function write(one: Person, text: string): Promise<void> {
  await one.tab.evaluate(() => {
    if (!document.querySelector('.panel'))
      document.querySelector<HTMLElement>('[aria-label^="Chat panel"]')?.click();
  }, null);
  await one.write(text);
}

function isSharp(): boolean {
  const video = document.querySelector<HTMLVideoElement>('video[aria-label="Remote video"]');
  return (video?.videoWidth ?? 0) >= 1280;
}

/** The first screens in another language. */
async function shootLanguage({ parley, portraits, look, pathOf }: Shoot, locale: string) {
  const args = [`--use-file-for-fake-video-capture=${portraits[1]}`];
  const browser = await launchChromium({ executablePath, args, locale, ...look });
  browsers.push(browser);
  const one = new Person(await browser.newTab());
  const shot = (screen: string) => one.tab.screenshot(pathOf(`${screen}-${locale}`));
  await one.tab.goto(`${parley.http}/`);
  await shot('home');
  await one.tab.goto(
    `${parley.http}/r/grandma-${locale}-${look.viewport.width}-${look.colorScheme}`,
  );
  await one.tab.until(
    'a preview',
    () => (document.querySelector('video')?.videoWidth ?? 0) > 0,
    null,
  );
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await shot('lobby');
  await one.tab.evaluate(
    () => document.querySelector<HTMLElement>('form [type=submit]')?.click(),
    null,
  );
  await one.tab.until('a card', () => document.querySelector('.waiting h1') !== null, null);
  await shot('waiting');
  await one.tab.evaluate(
    () => document.querySelector<HTMLElement>('[aria-haspopup=menu]')?.click(),
    null,
  );
  await shot('menu');
  await closeAll();
}

/** Somebody is called by name. */
async function shootNames({ parley, portraits: [film, ownFilm], look, pathOf }: Shoot) {
  const [anna, minh] = [await person(film), await person(ownFilm, look)];
  await becomeReachable(anna, parley.http, 'Anna');
  await becomeReachable(minh, parley.http, 'Minh');
  await minh.tab.screenshot(pathOf('reachable'));
  await minh.tab.press('button', 'Call anna');
  await isAsked(anna, 'minh calls');
  await minh.tab.screenshot(pathOf('calling'));
  await anna.tab.press('button', 'Not now');
  await isAsked(minh, 'anna could not be reached');
  await minh.tab.screenshot(pathOf('not-reached'));
  await minh.tab.press('button', 'Close');
  await anna.tab.press('button', 'Call minh');
  await isAsked(minh, 'anna calls');
  await minh.tab.screenshot(pathOf('rung'));
  await closeAll();
}

async function shootTrouble({ parley, look, pathOf }: Shoot) {
  const browser = await launchChromium({ executablePath, devices: 'denied', ...look });
  browsers.push(browser);
  const one = new Person(await browser.newTab());
  const shot = (screen: string) => one.tab.screenshot(pathOf(screen));
  await one.tab.goto(`${parley.http}/r/kitchen`);
  await one.sees('denied');
  await shot('denied');
  await one.tab.goto(`${parley.http}/nowhere/at/all`);
  await one.sees('There is nothing here');
  await shot('nowhere');
  await closeAll();
}

async function main(): Promise<void> {
  const [folder] = process.argv.slice(2);
  const films = await mkdtemp(join(tmpdir(), 'parley-films-'));
  const target = folder ?? films;
  await mkdir(target, { recursive: true });
  const parley = await startParley();
  const portraits = await drawPortraits(`${parley.http}/`, films);
  const sizes = folder
    ? Object.entries(VIEWPORTS)
    : [['wide', VIEWPORTS.wide] as const, ['phone', VIEWPORTS.phone] as const];
  for (const [size, viewport] of sizes) {
    for (const colorScheme of folder ? (['light', 'dark'] as const) : (['light'] as const)) {
      const look = { viewport, colorScheme };
      const pathOf = (screen: string) => join(target, `${screen}-${size}-${colorScheme}.png`);
      const shoot = { parley, portraits, look, pathOf };
      await shootCall(shoot);
      if (folder) await shootTrouble(shoot);
      if (folder) await shootNames(shoot);
      if (folder) await shootWatching({ parley, look: { executablePath, ...look }, pathOf });
      for (const locale of folder ? ['zh-CN', 'vi'] : []) await shootLanguage(shoot, locale);
    }
  }
  await parley.stop();
  if (!folder) await keep(target);
  await rm(films, { recursive: true });
}

/** Those that the README shows. */
async function keep(from: string): Promise<void> {
  await mkdir('docs', { recursive: true });
  for (const name of [
    'home-wide-light',
    'chat-wide-light',
    'call-phone-light',
    'lobby-wide-light',
  ]) {
    await copyFile(join(from, `${name}.png`), join('docs', `${name.replace('-light', '')}.png`));
  }
}

await main();
