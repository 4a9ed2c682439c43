import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { endRtc, loadRtc, type Rtc } from '../../devices/rtc.ts';
import { type CameraProcess, isRunning, startCamera } from '../support/camera.ts';
import { type FilmWatcher, watchFilm } from '../support/film-watcher.ts';
import { type Parley, startParley } from '../support/parley.ts';

const PATIENT = { timeout: 20_000, interval: 20 };
const VIEWERS = 8;
/** Several, since other programs take their turns. */
const WINDOWS = 5;
const WINDOW_MS = 1_500;

let rtc: Rtc;
let parley: Parley;
beforeAll(async () => {
  rtc = await loadRtc();
  parley = await startParley();
});
afterAll(async () => {
  await parley.stop();
  await endRtc();
});

async function openCamera(room: string): Promise<CameraProcess> {
  const camera = startCamera(['--server', parley.http ?? '', '--room', room, '--source', 'test']);
  await camera.says(`In the room ${room}, with the test picture.`);
  return camera;
}

async function watch(room: string): Promise<FilmWatcher> {
  const watcher = watchFilm(rtc, parley.http ?? '', room);
  await vi.waitFor(() => expect(watcher.pictures).toBeGreaterThan(30), PATIENT);
  return watcher;
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

interface Measured {
  /** Pictures a second, of the viewer who got fewest. */
  readonly rate: number;
  /** Of a core. */
  readonly share: number;
}

async function measure(camera: CameraProcess, watchers: readonly FilmWatcher[]): Promise<Measured> {
  const rates: number[] = [];
  const shares: number[] = [];
  for (let window = 0; window < WINDOWS; window += 1) {
    const before = { at: performance.now(), cpu: camera.cpuMs() };
    const counts = watchers.map(({ pictures }) => pictures);
    await setTimeout(WINDOW_MS);
    const passed = performance.now() - before.at;
    const got = watchers.map(({ pictures }, index) => pictures - (counts[index] ?? 0));
    rates.push((Math.min(...got) / passed) * 1000);
    shares.push((camera.cpuMs() - before.cpu) / passed);
  }
  return { rate: median(rates), share: median(shares) };
}

test('eight watch one camera: 29 pictures a second each, one encoder, a further one for 5 % of a core', async () => {
  const camera = await openCamera('eight');
  expect(camera.encoders()).toEqual([]);
  const first = await watch('eight');
  const alone = await measure(camera, [first]);
  const others: FilmWatcher[] = [];
  for (let count = 1; count < VIEWERS; count += 1) others.push(await watch('eight'));
  const all = await measure(camera, [first, ...others]);
  const further = (all.share - alone.share) / (VIEWERS - 1);
  const figures = [alone.rate, all.rate, alone.share * 100, further * 100];
  process.stdout.write(
    `one viewer ${figures[0]?.toFixed(1)} pictures/s, of eight the least ${figures[1]?.toFixed(1)}; ` +
      `camera ${figures[2]?.toFixed(1)} % of a core, a further viewer ${figures[3]?.toFixed(2)} %\n`,
  );
  expect(camera.encoders()).toHaveLength(1);
  expect(all.rate).toBeGreaterThanOrEqual(29);
  expect(further).toBeLessThanOrEqual(0.05);
});

test('who comes later has a picture within a second', async () => {
  await openCamera('later');
  await watch('later');
  const waits: number[] = [];
  for (let count = 0; count < 5; count += 1) {
    const { firstMs } = await watch('later');
    waits.push(firstMs ?? Number.NaN);
  }
  process.stdout.write(`first picture after ${waits.map((ms) => ms.toFixed(0)).join(', ')} ms\n`);
  expect(median(waits)).toBeLessThanOrEqual(1_000);
});

test.each(['SIGTERM', 'SIGINT', 'SIGKILL'] as const)(
  'no encoder outlives a camera that ends by %s',
  async (signal) => {
    const camera = await openCamera(`ends-by-${signal}`);
    await watch(`ends-by-${signal}`);
    const encoders = camera.encoders();
    expect(encoders).toHaveLength(1);
    await camera.end(signal);
    await vi.waitFor(() => expect(encoders.filter(isRunning)).toEqual([]), PATIENT);
  },
);
