import { afterAll, beforeAll, expect, test } from 'vitest';
import { findings } from '../support/axe.ts';
import { startCamera } from '../support/camera.ts';
import { type FieldSite, startFieldSite } from '../support/field-site.ts';
import { type Parley, startParley } from '../support/parley.ts';
import { chromiumPerson } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import { startScript } from '../support/script.ts';

let parley: Parley;
let elsewhere: FieldSite;

beforeAll(async () => {
  parley = await startParley({ ROOM_PASSWORDS: '{"vault": "open sesame"}' });
  elsewhere = await startFieldSite();
});
afterAll(async () => {
  elsewhere.close();
  await parley.stop();
});

const server = () => parley.http?.replace(/^http/, 'ws') ?? '';

/** Cameras of the rooms family, all of them in one page. */
async function cameras(room: string, names: readonly string[]): Promise<Person> {
  const field = await chromiumPerson();
  const query = `server=${server()}/&room=${room}&names=${names.join(',')}`;
  await field.tab.goto(`${elsewhere.origin}/rooms.html?${query}`);
  for (const name of names) await field.sees(`${name} is ready`);
  return field;
}

/** In the page of the cameras. */
const order = (field: Person, what: 'enter' | 'leave', name: string) =>
  field.tab.evaluate(
    ([job, camera]) =>
      (globalThis as unknown as Record<string, (camera: string) => void>)[job]?.(camera),
    [what, name] as const,
  );

/** Whose tiles there are, in order, and how each stands: `yard: Live`. */
function tiles(): string {
  const texts = [...document.querySelectorAll<HTMLElement>('.tile')].map((tile) => {
    const name = tile.querySelector('.tile-name b')?.textContent;
    const hasPicture = (tile.querySelector('video')?.videoWidth ?? 0) > 0;
    const cover = tile.querySelector('.tile-cover')?.textContent;
    return `${name}: ${cover ?? (hasPicture ? 'Live' : 'black')}`;
  });
  return texts.join(', ');
}

const isWall = (one: Person, expected: string) =>
  expect.poll(() => one.tab.evaluate(tiles, null), { timeout: 20_000 }).toBe(expected);

/** What moved under a finger since the page was opened. */
const watchShifts = (one: Person) =>
  one.tab.evaluate(() => {
    const held = Object.assign(globalThis, { shifts: [] as string[] });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) held.shifts.push(JSON.stringify(entry));
    }).observe({ type: 'layout-shift', buffered: false });
  }, null);
const shifts = (one: Person) =>
  one.tab.evaluate(() => (globalThis as unknown as { shifts: string[] }).shifts, null);

test('cameras stand side by side, receive-only; who goes and comes back keeps its place', async () => {
  const field = await cameras('studio', ['yard', 'gate', 'hall']);
  const guard = await chromiumPerson({ devices: 'none' });
  await guard.tab.goto(`${parley.http}/watch/studio`);
  await isWall(guard, 'yard: Live, gate: Live, hall: Live');
  await guard.sees('3 pictures');
  await watchShifts(guard);

  const gone = 'Gone. Its place is kept.';
  await order(field, 'leave', 'yard');
  await order(field, 'leave', 'gate');
  await isWall(guard, `yard: ${gone}, gate: ${gone}, hall: Live`);
  expect(await findings(guard)).toEqual([]);
  await order(field, 'enter', 'gate');
  await isWall(guard, `yard: ${gone}, gate: Live, hall: Live`);
  await order(field, 'enter', 'yard');
  await isWall(guard, 'yard: Live, gate: Live, hall: Live');
  expect(await shifts(guard)).toEqual([]);

  await guard.tab.press('switch', 'Statistics');
  await guard.tab.until(
    'figures of each',
    () => {
      const all = [...document.querySelectorAll('.tile-figures')].map((one) => one.textContent);
      return all.length === 3 && all.every((text) => /\d+\/s.*kbit\/s.*\d ms/.test(text ?? ''));
    },
    null,
  );
  expect(await findings(guard)).toEqual([]);
  await guard.tab.press('button', 'hall, full screen. Live');
  const whole = () => document.querySelector('.tile.whole .tile-name b')?.textContent ?? null;
  await expect.poll(() => guard.tab.evaluate(whole, null)).toBe('hall');
  await guard.tab.key('Escape');
  await expect.poll(() => guard.tab.evaluate(whole, null)).toBeNull();

  const anna = await chromiumPerson();
  await anna.join(`${parley.http}/r/studio`, 'Anna');
  // In the order in which they came.
  await isWall(anna, 'hall: Live, gate: Live, yard: Live');
  await isWall(guard, 'yard: Live, gate: Live, hall: Live, Anna: Live');
  await anna.sees('1 watches');
  const isMuted = () => document.querySelector<HTMLVideoElement>('video[aria-label="Anna"]')?.muted;
  expect(await guard.tab.evaluate(isMuted, null)).toBe(true);
  await guard.tab.press('switch', 'Sound of Anna');
  await expect.poll(() => guard.tab.evaluate(isMuted, null)).toBe(false);
  expect(await findings(anna)).toEqual([]);
  expect([...guard.tab.errors, ...anna.tab.errors]).toEqual([]);
});

test('a wall asks for the password of its room, and says so where it is alone', async () => {
  const guard = await chromiumPerson({ devices: 'none' });
  await guard.tab.goto(`${parley.http}/watch/vault`);
  await guard.sees('This room has a password');
  expect(await findings(guard)).toEqual([]);
  await guard.tab.fill('Password', 'open sesame');
  await guard.tab.press('button', 'Join');
  await guard.sees('No camera is here yet');
  expect(await findings(guard)).toEqual([]);
});

/** Of a list of figures, by their labels. */
function figures(): Record<string, string> {
  const pairs = [...document.querySelectorAll('.device-figures dl > div')].map((one) => [
    one.querySelector('dt')?.textContent ?? '',
    one.querySelector('dd')?.textContent ?? '',
  ]);
  return Object.fromEntries(pairs);
}
const figure = async (one: Person, label: string) =>
  Number.parseFloat((await one.tab.evaluate(figures, null))[label] ?? '');

test('a device sends JPEG pictures, drawn at full rate; what is drawn slowly does not pile up', async () => {
  const camera = ['--server', `${server()}/ws`, '--id', 'kitchen', '--fps', '30'];
  await startScript('direct-device', camera).prints('ready');
  const viewer = await chromiumPerson({ devices: 'none' });
  await viewer.tab.goto(`${parley.http}/device/kitchen`);
  await viewer.sees('Not connected');
  expect(await findings(viewer)).toEqual([]);
  await viewer.tab.press('button', 'Connect');
  await expect
    .poll(() => figure(viewer, 'Frames a second'), { timeout: 60_000 })
    .toBeGreaterThan(25);
  const isDrawn = () => document.querySelector('canvas')?.width === 32;
  await viewer.tab.until('a picture', isDrawn, null);
  await viewer.sees('JPEG · 32×24');
  await expect
    .poll(() => figure(viewer, 'Round trip'), { timeout: 20_000 })
    .toBeGreaterThanOrEqual(0);
  expect(await findings(viewer)).toEqual([]);

  await viewer.tab.evaluate(() => {
    const draw = globalThis.createImageBitmap.bind(globalThis);
    const slowly = async (picture: Blob) => {
      await new Promise((resolve) => setTimeout(resolve, 250));
      return draw(picture);
    };
    Object.assign(globalThis, { createImageBitmap: slowly });
  }, null);
  await expect.poll(() => figure(viewer, 'Skipped'), { timeout: 20_000 }).toBeGreaterThan(60);
  expect(await figure(viewer, 'Frames a second')).toBeLessThanOrEqual(5);
  // One that is drawn, and one that waits: never older than that.
  await expect.poll(() => figure(viewer, 'Arrival to drawn')).toBeLessThan(1_000);
  expect(viewer.tab.errors).toEqual([]);
});

test('a device that comes late, goes and comes back is connected by itself; Reconnect begins anew', async () => {
  const size = ['--width', '320', '--height', '240'];
  const attic = ['--server', parley.http ?? '', '--dialect', 'direct', '--client-id', 'attic'];
  const device = [...attic, '--datachannel', '--source', 'test', ...size];
  const viewer = await chromiumPerson({ devices: 'none' });
  await viewer.tab.goto(`${parley.http}/device/attic`);
  await viewer.tab.press('button', 'Connect');
  await viewer.sees('The device is not here');
  const first = startCamera(device);
  await viewer.sees('JPEG · 320×240');
  await first.end('SIGKILL');
  await viewer.sees('The device has gone');
  startCamera(device);
  await viewer.sees('JPEG · 320×240');
  await viewer.tab.press('button', 'Reconnect');
  const joins = () =>
    [...document.querySelectorAll('.call-log li')].filter((line) =>
      line.textContent?.includes('Joined the room'),
    ).length;
  await expect.poll(() => viewer.tab.evaluate(joins, null)).toBe(2);
  await viewer.sees('JPEG · 320×240');
  await viewer.tab.press('button', 'Servers');
  await viewer.sees('From this server');
  expect(await findings(viewer)).toEqual([]);
  await viewer.tab.press('button', 'Close servers');
  await viewer.tab.press('button', 'Disconnect');
  await viewer.sees('Not connected');
  expect(viewer.tab.errors).toEqual([]);
});
