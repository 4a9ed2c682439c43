import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { endRtc, loadRtc, type Rtc } from '../../devices/rtc.ts';
import { startCamera } from '../support/camera.ts';
import { watchFilm } from '../support/film-watcher.ts';
import { freePort } from '../support/free-port.ts';
import { type Parley, startParley } from '../support/parley.ts';

const PATIENT = { timeout: 20_000, interval: 20 };

let rtc: Rtc;
let parley: Parley;
let folder: string;
beforeAll(async () => {
  rtc = await loadRtc();
  parley = await startParley();
  folder = mkdtempSync(join(tmpdir(), 'parley-camera-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await parley.stop();
  await endRtc();
});

const join_ = (room: string) => ['--server', parley.http ?? '', '--room', room];

test('a camera that is not there is missed at once, and the room is entered all the same', async () => {
  const camera = startCamera([...join_('missing'), '--source', '/dev/video99']);
  await camera.says('There is no such thing as the camera /dev/video99.');
  await camera.says('In the room missing, with the camera /dev/video99.');
});

test('a file that is no film, is said to be so when somebody watches', async () => {
  const path = join(folder, 'notes.mp4');
  writeFileSync(path, 'These are notes and no pictures.\n'.repeat(100));
  const camera = startCamera([...join_('notes'), '--source', path]);
  await camera.says('In the room notes');
  watchFilm(rtc, parley.http ?? '', 'notes');
  await camera.says(`No film is in the file ${path}.`);
});

test('an RTSP camera that does not answer is asked again, and said so once', async () => {
  const port = await freePort();
  const source = `rtsp://user:secret@127.0.0.1:${port}/stream`;
  const camera = startCamera([...join_('rtsp'), '--source', source]);
  await camera.says('In the room rtsp');
  watchFilm(rtc, parley.http ?? '', 'rtsp');
  await camera.says(`Nobody listens at the camera at 127.0.0.1:${port}.`);
  const asked = vi.fn();
  const late = createServer((socket) => {
    asked();
    socket.destroy();
  });
  await new Promise<void>((listening) => late.listen(port, '127.0.0.1', listening));
  onTestFinished(() => void late.close());
  await vi.waitFor(() => expect(asked).toHaveBeenCalled(), PATIENT);
  expect(camera.lines.filter((line) => line.startsWith('Nobody listens'))).toHaveLength(1);
  expect(camera.lines.join()).not.toContain('secret');
});

test('without ffmpeg it says what to install', async () => {
  const environment = { FFMPEG: join(folder, 'ffmpeg') };
  const camera = startCamera([...join_('bare'), '--source', 'test'], environment);
  await camera.says('ffmpeg is not installed, which encodes for cameras;');
});

test('a server that is away is said to be so, and joined when it is back', async () => {
  const port = await freePort();
  const camera = startCamera([
    ...['--server', `http://127.0.0.1:${port}/`, '--room', 'studio', '--source', 'test'],
  ]);
  await camera.says(`The server at 127.0.0.1:${port} can't be reached: nobody listens there.`);
  const late = await startParley({ HTTP_PORT: String(port) });
  await camera.says('In the room studio');
  await late.stop();
});
