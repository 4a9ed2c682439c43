import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { CLOCK_BITS, CLOCK_HEIGHT, readClock } from '../../devices/camera/test-clock.ts';
import { startCamera } from '../support/camera.ts';
import { type FieldSite, startFieldSite } from '../support/field-site.ts';
import { type Parley, startParley } from '../support/parley.ts';
import { chromiumPerson } from '../support/people.ts';
import type { Person } from '../support/person.ts';

const PICTURES = 60;

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

const place = (room: string) => ['--server', parley.http ?? '', '--room', room];

async function visit(room: string): Promise<Person> {
  const person = await chromiumPerson({ devices: 'none' });
  await person.join(`${parley.http}/r/${room}`, 'Anna');
  return person;
}

/** From the moment in which a picture was drawn to that in which it is shown: read off each of so many. */
async function delaysOf({ tab }: Person): Promise<readonly number[]> {
  const shown = await tab.evaluate(readPictures, [PICTURES, CLOCK_BITS, CLOCK_HEIGHT] as const);
  const span = 2 ** CLOCK_BITS;
  const delays = shown.map(({ at, blocks }) => (((at - readClock(blocks)) % span) + span) % span);
  return delays.sort((one, other) => one - other);
}

test('our page sees and hears a camera, 200 ms behind it at most', async () => {
  const camera = startCamera([...place('studio'), '--source', 'test', '--audio']);
  await camera.says('In the room studio');
  const person = await visit('studio');
  await person.isTold('Connected');
  await person.seesAndHears();
  const delays = await delaysOf(person);
  const [least, middle, most] = [delays[0], delays[PICTURES / 2], delays.at(-1)];
  process.stdout.write(`glass to glass ${middle} ms (${least} to ${most})\n`);
  expect(middle).toBeLessThanOrEqual(200);
});

test('a film is seen and heard from its start', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-camera-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const film = join(folder, 'film.mp4');
  const input = ['-f', 'lavfi', '-i', 'testsrc2=rate=25', '-f', 'lavfi', '-i', 'sine', '-t', '20'];
  // One whole picture, at its start.
  execFileSync('ffmpeg', ['-v', 'error', ...input, '-preset', 'ultrafast', '-g', '999', film]);
  const camera = startCamera([...place('cinema'), '--source', film, '--audio']);
  await camera.says(`In the room cinema, with the file ${film}.`);
  const person = await visit('cinema');
  await person.seesAndHears();
});

test('a page that was there calls the camera', async () => {
  const person = await visit('early');
  await person.isTold('Waiting for the other person');
  startCamera([...place('early'), '--source', 'test', '--codec', 'vp8']);
  await person.seesThem();
});

test('a camera with the options of the rooms family is seen on our page', async () => {
  const { hostname, port } = new URL(parley.http ?? '');
  const camera = startCamera([
    ...['--server-ip', hostname, '--server-port', port, '--client-id', 'sender_001'],
    ...['--room-id', 'room_001', '--codec', 'h264', '--source', 'test'],
  ]);
  await camera.says('In the room room_001');
  const person = await visit('room_001');
  await person.seesThem();
});

test('a page of the direct family shows the pictures of a camera, over a data channel', async () => {
  const camera = startCamera([
    ...['--server', parley.http ?? '', '--dialect', 'direct', '--client-id', 'device'],
    ...['--datachannel', '--source', 'test', '--width', '320', '--height', '240'],
  ]);
  await camera.says('In the room device');
  const { tab } = await chromiumPerson({ devices: 'none' });
  const socket = `${parley.http?.replace(/^http/, 'ws')}/ws`;
  await tab.goto(`${elsewhere.origin}/direct.html?server=${socket}`);
  await tab.press('button', 'Connect');
  await tab.until('a picture', () => document.title.startsWith('320×240'), null);
  expect(camera.encoders()).toHaveLength(1);
});

test('a restart of the server is not seen, and the camera is there for who comes after it', async () => {
  const first = await startParley();
  const at = ['--server', first.http ?? '', '--room', 'studio'];
  const camera = startCamera([...at, '--source', 'test']);
  await camera.says('In the room studio');
  const person = await chromiumPerson({ devices: 'none' });
  await person.join(`${first.http}/r/studio`, 'Anna');
  await person.seesThem();
  const second = await first.restart('SIGKILL');
  await camera.says('The connection to the server is lost.');
  await person.seesThem();
  await person.hangUp();
  const later = await chromiumPerson({ devices: 'none' });
  await later.join(`${second.http}/r/studio`, 'Minh');
  await later.seesThem();
  expect(camera.encoders()).toHaveLength(1);
  await second.stop();
});

// In the page

interface Shown {
  readonly at: number;
  readonly blocks: boolean[];
}

async function readPictures([count, bits, height]: readonly [number, number, number]): Promise<
  Shown[]
> {
  const video = document.querySelector<HTMLVideoElement>('video[aria-label="Remote video"]');
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const shown: Shown[] = [];
  while (video && context && shown.length < count) {
    await new Promise((drawn) => video.requestVideoFrameCallback(drawn));
    context.canvas.width = video.videoWidth;
    context.canvas.height = height;
    context.drawImage(video, 0, 0);
    const row = context.getImageData(0, height / 2, video.videoWidth, 1).data;
    const block = video.videoWidth / bits;
    const blocks = Array.from({ length: bits }, (_, index) => {
      const pixel = Math.floor((index + 0.5) * block);
      return (row[pixel * 4] ?? 0) > 128;
    });
    shown.push({ at: Date.now(), blocks });
  }
  return shown;
}
