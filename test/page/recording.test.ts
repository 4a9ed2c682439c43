import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { type Parley, startParley } from '../support/parley.ts';
import { Person } from '../support/person.ts';
import { probe } from '../support/probed.ts';
import { findChromium } from '../support/programs.ts';
import { type Area, type RecordedFilm, readFilm } from '../support/recorded-film.ts';
import { CORNERS, SCREEN_HZ, slides } from '../support/slides.ts';
import { type Browser, waitFor } from '../support/tab.ts';

/** What each is heard by: short beeps, which nothing takes for noise, and never in step, which would make them echoes. */
const VOICES = { anna: { hertz: 1_500, every: 0.5 }, minh: { hertz: 2_500, every: 0.37 } };
/** The amplitude of a tone in a film; where there is none it is below a hundredth. */
const HEARD = 0.1;
/** What a still picture has by being compressed is below it. */
const MOVES = 2;

const MIDDLE: Area = { left: 0.2, top: 0.2, right: 0.75, bottom: 0.75 };
const CORNER: Area = { left: 0.84, top: 0.8, right: 0.97, bottom: 0.96 };

let parley: Parley;
let shared: Server;
const folder = mkdtempSync(join(tmpdir(), 'parley-films-'));
const browsers: Browser[] = [];
let anna: Person;
let minh: Person;

async function newPerson(name: keyof typeof VOICES): Promise<Person> {
  const voice = join(folder, `${name}.wav`);
  const { hertz, every } = VOICES[name];
  const beeps = `0.5*sin(2*PI*${hertz}*t)*lt(mod(t,${every}),0.12)`;
  execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', `aevalsrc='${beeps}':d=10`, voice]);
  const browser = await launchChromium({
    executablePath: findChromium() ?? '',
    shared: 'Slides',
    args: [`--use-file-for-fake-audio-capture=${voice}`],
  });
  browsers.push(browser);
  return new Person(await browser.newTab());
}

beforeAll(async () => {
  parley = await startParley();
  shared = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end(slides);
  }).listen(0, '127.0.0.1');
  [anna, minh] = [await newPerson('anna'), await newPerson('minh')];
  const tab = await browsers[0]?.newTab();
  await tab?.goto(`http://127.0.0.1:${(shared.address() as AddressInfo).port}/`);
  const url = `${parley.http}/r/films`;
  await anna.join(url, 'Anna');
  await anna.isTold('Waiting for the other person');
  await minh.join(url, 'Minh');
  await Promise.all([anna, minh].map((one) => one.isTold('Connected')));
  await Promise.all([anna, minh].map((one) => one.seesAndHears()));
});
afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  shared.close();
  await parley.stop();
  rmSync(folder, { recursive: true });
});

async function toggleRecording({ tab }: Person): Promise<void> {
  await tab.press('button', 'More');
  await tab.press('menuitemcheckbox', 'Record');
}

async function startInMemory(one: Person): Promise<void> {
  await one.tab.evaluate(() => {
    // The system's own dialog: nobody is there to answer it.
    (globalThis as { showSaveFilePicker?: unknown }).showSaveFilePicker = undefined;
  }, null);
  await toggleRecording(one);
}

async function stopAndRead(one: Person): Promise<{ film: RecordedFilm; path: string }> {
  const before = one.tab.downloads.length;
  await toggleRecording(one);
  await waitFor('a film', async () => one.tab.downloads.length > before);
  const path = (await one.tab.downloads.at(-1)?.path()) ?? '';
  return { film: readFilm(path), path };
}

/** Pictures that move, large and small, and both voices. */
function expectBoth(film: RecordedFilm, from: number, to: number): void {
  expect(film.movement(MIDDLE, from, to)).toBeGreaterThan(MOVES);
  expect(film.movement(CORNER, from, to)).toBeGreaterThan(MOVES);
  for (const { hertz } of Object.values(VOICES)) {
    expect(film.loudness(hertz, from, to)).toBeGreaterThan(HEARD);
  }
}

/** In which all four corners of it are in the picture, a sixteenth of the screen each. */
function secondsOfScreen(film: RecordedFilm): readonly number[] {
  return Array.from({ length: Math.floor(film.seconds) }, (_, at) => at).filter((at) =>
    CORNERS.every((colour) => film.share(colour, at) > 0.035),
  );
}

async function seesNoLight({ tab }: Person): Promise<void> {
  await tab.until('the light off', () => !document.body.innerText.includes('recording'), null);
}

/** By the frames that come: thirty a second. */
async function watches(one: Person, seconds: number): Promise<void> {
  const before = await one.framesDecoded();
  const goal = before + seconds * 30;
  await waitFor(`${seconds} seconds`, async () => (await one.framesDecoded()) >= goal);
}

describe('a film of the call', () => {
  test('shows both as they move, and has both voices, also after a camera was off', async () => {
    await startInMemory(anna);
    await minh.sees('Anna is recording');
    await watches(anna, 3);
    await minh.tab.press('switch', 'Camera');
    await anna.sees('Camera is off');
    await minh.tab.press('switch', 'Camera');
    await anna.tab.until('the camera', () => !document.querySelector('.stage > .avatar'), null);
    await watches(anna, 4);
    await anna.sees('You are recording');
    const { film, path } = await stopAndRead(anna);
    await seesNoLight(minh);
    const { codecs, pictures, errors, seconds, wholeSeconds } = probe(path);
    expect([codecs.length, errors]).toEqual([2, '']);
    // What a player shows, and where it can go to.
    expect(Math.abs(seconds - film.seconds)).toBeLessThan(2);
    expect(wholeSeconds.length).toBeGreaterThan(film.seconds / 4 + 1);
    expect(pictures / film.seconds).toBeGreaterThan(5);
    expect(film.seconds).toBeGreaterThan(5);
    for (const from of [0, film.seconds - 3]) expectBoth(film, from, from + 3);
  });
});

describe('a film while a screen is shared', () => {
  test('has the screen whole, the other person, its sound and both voices, and goes on after that', async () => {
    await anna.tab.evaluate(slowTimers, null);
    await startInMemory(anna);
    await minh.sees('Anna is recording');
    await startInMemory(minh);
    await anna.sees('You and Minh are recording');
    await anna.tab.press('switch', 'Share screen');
    await minh.tab.until('a screen', () => document.querySelector('.contain') !== null, null);
    await watches(minh, 4);
    await anna.tab.press('switch', 'Share screen');
    await minh.tab.until('the camera', () => document.querySelector('.contain') === null, null);
    await watches(anna, 4);
    const films = [await stopAndRead(anna), await stopAndRead(minh)];
    for (const { film, path } of films) {
      expect(probe(path).pictures / film.seconds).toBeGreaterThan(5);
      const shown = secondsOfScreen(film);
      const [from, to] = [Math.min(...shown), Math.max(...shown)];
      expect(shown.length).toBeGreaterThan(2);
      expectBoth(film, from, to);
      expect(film.loudness(SCREEN_HZ, from, to)).toBeGreaterThan(HEARD);
      const end = film.seconds;
      expectBoth(film, end - 2, end);
      expect(film.loudness(SCREEN_HZ, end - 2, end)).toBeLessThan(HEARD);
    }
  });
});

test('the sound of a shared tab is heard at the other side, with the voice and without it', async () => {
  const { hertz } = VOICES.anna;
  await minh.tab.evaluate(listen, [SCREEN_HZ, hertz]);
  const hears = (tone: number) => minh.tab.until(`a tone of ${tone} Hz`, isHeard, tone);
  const hearsNo = (tone: number) => minh.tab.until(`no tone of ${tone} Hz`, isSilent, tone);
  await hears(hertz);
  await hearsNo(SCREEN_HZ);
  await anna.tab.press('switch', 'Share screen');
  await Promise.all([hears(SCREEN_HZ), hears(hertz)]);
  await anna.tab.press('switch', 'Microphone');
  await hearsNo(hertz);
  await hears(SCREEN_HZ);
  await anna.tab.press('switch', 'Microphone');
  await hears(hertz);
  await anna.tab.press('switch', 'Share screen');
  await hearsNo(SCREEN_HZ);
  await hears(hertz);
});

describe('the page of whoever records', () => {
  test('asks before it goes, and only then', async () => {
    await anna.tab.reload();
    await anna.seesAndHears();
    expect(anna.tab.dialogs).toEqual([]);
    await startInMemory(anna);
    await minh.sees('Anna is recording');
    await anna.tab.reload();
    await waitFor('a question', async () => anna.tab.dialogs.length > 0);
    expect(anna.tab.dialogs).toEqual(['beforeunload']);
    await anna.seesAndHears();
    await seesNoLight(minh);
  });

  test('says so where nothing more can be written, and keeps what was', async () => {
    await anna.tab.evaluate(pickOwnFile, null);
    await toggleRecording(anna);
    await minh.sees('Anna is recording');
    await anna.tab.until('something kept', isKept, null);
    await anna.tab.evaluate(fillDisk, null);
    await anna.sees('The recording has stopped');
    await seesNoLight(minh);
    const path = join(folder, 'kept.film');
    writeFileSync(path, Buffer.from(await anna.tab.evaluate(readKept, null), 'base64'));
    const film = readFilm(path);
    expect(film.seconds).toBeGreaterThan(1);
    expectBoth(film, 0, film.seconds);
    await anna.tab.press('button', 'Hide this note');
    await anna.tab.until('no note', () => document.querySelector('.notes .problem') === null, null);
  });
});

test('nothing went wrong meanwhile', () => {
  expect([...anna.tab.errors, ...minh.tab.errors]).toEqual([]);
});

// In the page

/** As in a tab behind what it shares, which no browser without a window has: its timers go off once a second. */
function slowTimers(): void {
  const { setInterval } = globalThis;
  globalThis.setInterval = ((handler: () => void, ms: number) =>
    setInterval(handler, Math.max(1_000, ms))) as typeof setInterval;
}

interface Kept {
  readonly keptFile: () => Promise<File>;
}

/** In place of a dialog of the system: a file that the browser writes in the same way. */
function pickOwnFile(): void {
  const pick = async () =>
    (await navigator.storage.getDirectory()).getFileHandle('kept.film', { create: true });
  const keptFile = async () => (await pick()).getFile();
  Object.assign(globalThis, { showSaveFilePicker: pick, keptFile });
}

async function isKept(): Promise<boolean> {
  return (await (globalThis as unknown as Kept).keptFile()).size > 0;
}

/** In Base64. */
async function readKept(): Promise<string> {
  const bytes = await (await (globalThis as unknown as Kept).keptFile()).arrayBuffer();
  return btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(''));
}

/** From now on each write fails as on a full disk, by a refusal of the browser's own. */
function fillDisk(): void {
  const { prototype } = FileSystemWritableFileStream;
  const { truncate } = prototype;
  prototype.write = function () {
    return truncate.call(this, 1e15);
  };
}

interface Listening {
  /** When each tone was there last. */
  heardAtMs: Record<number, number>;
}

function listen(tones: readonly number[]): void {
  const video = document.querySelector<HTMLVideoElement>('video.remote');
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.smoothingTimeConstant = 0;
  const [track] = (video?.srcObject as MediaStream | null)?.getAudioTracks() ?? [];
  if (track) context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const heardAtMs: Record<number, number> = {};
  const levels = new Float32Array(analyser.frequencyBinCount);
  setInterval(() => {
    analyser.getFloatFrequencyData(levels);
    for (const hertz of tones) {
      const level = levels[Math.round((hertz * analyser.fftSize) / context.sampleRate)] ?? -1000;
      if (level > -50) heardAtMs[hertz] = performance.now();
    }
  }, 20);
  Object.assign(globalThis, { heardAtMs });
}

function isHeard(hertz: number): boolean {
  const { heardAtMs } = globalThis as unknown as Listening;
  return performance.now() - (heardAtMs[hertz] ?? 0) < 300;
}

function isSilent(hertz: number): boolean {
  const { heardAtMs } = globalThis as unknown as Listening;
  return performance.now() - (heardAtMs[hertz] ?? 0) > 1_500;
}
