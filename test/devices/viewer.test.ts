import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { endRtc, loadRtc, type Rtc } from '../../devices/rtc.ts';
import { type DeviceRun, runDevice } from '../support/device-run.ts';
import { encodeFilm, type FilmCodec, type FilmSender, sendFilm } from '../support/film-sender.ts';
import { type Parley, startParley } from '../support/parley.ts';
import { chromiumPerson } from '../support/people.ts';
import { probe } from '../support/probed.ts';
import { startScript } from '../support/script.ts';

const PATIENT = { timeout: 40_000, interval: 50 };
const MINUTE_S = 60;
const SHORT_S = 8;

let rtc: Rtc;
let parley: Parley;
let films: string;
beforeAll(async () => {
  rtc = await loadRtc();
  parley = await startParley();
  films = mkdtempSync(join(tmpdir(), 'parley-films-'));
  encodeFilm(filmOf('H264', MINUTE_S), 'H264', MINUTE_S);
  encodeFilm(filmOf('VP8', SHORT_S), 'VP8', SHORT_S);
  encodeFilm(filmOf('H264', SHORT_S), 'H264', SHORT_S);
});
afterAll(async () => {
  await parley.stop();
  await endRtc();
  rmSync(films, { recursive: true });
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-viewer-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const filmOf = (codec: FilmCodec, seconds: number) => join(films, `${codec}-${seconds}.mkv`);
const server = () => parley.http ?? '';

function view(room: string, ...args: readonly string[]): DeviceRun {
  return runDevice(['viewer', '--server', server(), '--room', room, ...args]);
}

function send(room: string, name: string, codec: FilmCodec, seconds: number): Promise<FilmSender> {
  return sendFilm({ rtc, server: server(), room, name, codec, path: filmOf(codec, seconds) });
}

test('a minute of H.264 and Opus is an MP4 of a minute, and two viewers get the same', async () => {
  const room = 'minute';
  const files = [join(folder, 'one.mp4'), join(folder, 'two.mp4')];
  const viewers = files.map((file) => view(room, '--record', file, '--json'));
  await Promise.all(viewers.map((viewer) => viewer.says('In the room')));
  const film = await send(room, 'front door', 'H264', MINUTE_S);
  await film.isOver;
  film.leave();
  for (const [index, viewer] of viewers.entries()) {
    await viewer.says(`of front-door in ${files[index]}`);
    expect(await viewer.stop()).toBe(0);
    const probed = probe(files[index] ?? '');
    expect(probed).toMatchObject({
      startSeconds: 0,
      codecs: ['h264', 'opus'],
      firstPicture: { isKey: true, atSeconds: 0 },
      errors: '',
    });
    expect(probed.pictures).toBeGreaterThan(MINUTE_S * 29);
  }
  // The first who comes sees it from its begin.
  const lengths = files.map((file) => probe(file).seconds);
  expect(Math.min(...lengths.map((seconds) => Math.abs(seconds - MINUTE_S)))).toBeLessThan(0.5);
  const figures = viewers[0]?.output.filter((line) => line.includes('kilobitsPerSecond')) ?? [];
  expect(figures.length).toBeGreaterThan(MINUTE_S / 2);
  expect(JSON.parse(figures[20] ?? '')).toMatchObject({ sender: 'front-door', lostPercent: 0 });
}, 150_000);

test('VP8 is recorded to WebM, also where MP4 was asked for, and no file is overwritten', async () => {
  const room = 'webm';
  const [taken, wanted] = [join(folder, 'talk.webm'), join(folder, 'talk.mp4')];
  writeFileSync(taken, 'of yesterday');
  const viewer = view(room, '--record', wanted);
  await viewer.says('In the room');
  const film = await send(room, 'Anna', 'VP8', SHORT_S);
  const file = join(folder, 'talk-Anna.webm');
  await viewer.says(`MP4 does not hold VP8, which Anna sends: see ${file}`);
  await film.isOver;
  expect(await viewer.stop()).toBe(0);
  expect(readFileSync(taken, 'utf8')).toBe('of yesterday');
  const probed = probe(file);
  expect(probed).toMatchObject({
    startSeconds: 0,
    codecs: ['vp8', 'opus'],
    firstPicture: { isKey: true, atSeconds: 0 },
    errors: '',
  });
  expect(Math.abs(probed.seconds - SHORT_S)).toBeLessThan(0.5);
});

test('two senders are two files, and one who comes back goes on in another', async () => {
  const room = 'several';
  const viewer = view(room, '--record', join(folder, 'talk.mp4'));
  await viewer.says('In the room');
  const anna = await send(room, 'Anna', 'H264', SHORT_S);
  await viewer.says('Recording Anna to');
  await send(room, 'Minh', 'H264', SHORT_S);
  await viewer.says('Recording Minh to');
  anna.leave();
  await viewer.says('Anna has gone.');
  await viewer.says('s of Anna in');
  await send(room, 'Anna', 'H264', SHORT_S);
  await viewer.says(`Recording Anna to ${join(folder, 'talk-Anna.mp4')}`);
  const isSeen = () => viewer.said.filter((line) => /^Anna: [1-9]/.test(line)).length;
  const before = isSeen();
  await vi.waitUntil(() => isSeen() > before + 1, PATIENT);
  // As a service is ended.
  viewer.process.kill('SIGTERM');
  expect(await viewer.ended).toBe(0);
  const files = ['talk-Anna.mp4', 'talk-Minh.mp4', 'talk.mp4'];
  expect(readdirSync(folder).sort()).toEqual(files);
  for (const file of files) {
    expect(probe(join(folder, file))).toMatchObject({ startSeconds: 0, errors: '' });
  }
});

test('a viewer that is killed leaves a file that is whole', async () => {
  const room = 'killed';
  const file = join(folder, 'talk.mp4');
  const viewer = view(room, '--record', file);
  await viewer.says('In the room');
  await send(room, 'Anna', 'H264', SHORT_S);
  await viewer.says('Recording Anna to');
  const isSeen = () => viewer.said.filter((line) => line.startsWith('Anna: ')).length > 3;
  await vi.waitUntil(isSeen, PATIENT);
  viewer.process.kill('SIGKILL');
  await viewer.ended;
  await vi.waitFor(() => expect(probe(file).errors).toBe(''), PATIENT);
  expect(probe(file).seconds).toBeGreaterThan(1);
});

test('a picture is written every second, and a player is given the film', async () => {
  const room = 'pictures';
  const pictures = join(folder, 'pictures');
  const args = ['--pictures', pictures, '--picture-every', '1', '--pipe', '--json'];
  const viewer = view(room, ...args);
  const piped: Buffer[] = [];
  viewer.process.stdout?.on('data', (bytes) => piped.push(bytes));
  await viewer.says('In the room');
  const film = await send(room, 'Anna', 'H264', SHORT_S);
  await film.isOver;
  expect(await viewer.stop()).toBe(0);
  const names = readdirSync(pictures);
  expect(names.length).toBeGreaterThanOrEqual(SHORT_S / 2);
  expect(names.length).toBeLessThanOrEqual(SHORT_S + 1);
  for (const name of names) {
    expect(name).toMatch(/^Anna-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d(-\d)?\.jpg$/);
    expect(probe(join(pictures, name))).toMatchObject({ codecs: ['mjpeg'], errors: '' });
  }
  const file = join(folder, 'piped.ts');
  writeFileSync(file, Buffer.concat(piped));
  const probed = probe(file);
  expect(probed).toMatchObject({
    codecs: ['h264', 'opus'],
    firstPicture: { isKey: true },
    errors: '',
  });
  expect(Math.abs(probed.seconds - SHORT_S)).toBeLessThan(0.5);
});

test.each([
  ['talk.webm', ['vp8', 'opus']],
  ['talk.mp4', ['h264', 'opus']],
])(
  'our page in Chromium is recorded to %s, and answers how long the way is',
  async (name, codecs) => {
    const room = `page-${name}`;
    const page = await chromiumPerson();
    await page.join(`${server()}/r/${room}`, 'Anna');
    await page.isTold('Waiting for the other person');
    const file = join(folder, name);
    const viewer = view(room, '--record', file, '--json');
    await viewer.says(`Recording Anna to ${file}`);
    const isMeasured = () =>
      viewer.output.filter((line) => /"picturesPerSecond":[1-9].*"roundTripMs":\d/.test(line))
        .length;
    await vi.waitUntil(() => isMeasured() > 4, PATIENT);
    expect(await viewer.stop()).toBe(0);
    const probed = probe(file);
    expect(probed).toMatchObject({
      startSeconds: 0,
      codecs,
      firstPicture: { isKey: true, atSeconds: 0 },
      errors: '',
    });
    expect(probed.seconds).toBeGreaterThan(3);
  },
);

test('a device of the direct family, that sends JPEG pictures, is recorded and pictured', async () => {
  const { hostname, port } = new URL(server());
  const device = startScript('direct-device', ['--server', `ws://${hostname}:${port}/ws`]);
  await device.prints('ready');
  const args = ['--dialect', 'direct', '--record', join(folder, 'talk.mp4'), '--pictures', folder];
  const viewer = view('device', ...args);
  await viewer.says('Recording device, who sends JPEG pictures, to');
  const isSeen = () => viewer.said.filter((line) => /^device: [1-9]/.test(line)).length;
  await vi.waitUntil(() => isSeen() > 2, PATIENT);
  expect(await viewer.stop()).toBe(0);
  const probed = probe(join(folder, 'talk.mkv'));
  expect(probed).toMatchObject({ codecs: ['mjpeg'], startSeconds: 0, errors: '' });
  expect(probed.seconds).toBeGreaterThan(2);
  expect(readdirSync(folder).filter((name) => name.endsWith('.jpg')).length).toBeGreaterThan(0);
});
