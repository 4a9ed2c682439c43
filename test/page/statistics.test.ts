import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../client/ui/panels/report.ts';
import { type Parley, startParley } from '../support/parley.ts';
import { chromiumPerson, firefoxPerson } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import { findFirefox } from '../support/programs.ts';

let parley: Parley;

beforeAll(async () => {
  parley = await startParley();
});
afterAll(() => parley.stop());

async function callIn(room: string, first: Person, second: Person): Promise<void> {
  const url = `${parley.http}/r/${room}`;
  await first.join(url, 'Anna');
  await first.isTold('Waiting for the other person');
  await second.join(url, 'Minh');
  await Promise.all([first, second].map((person) => person.isTold('Connected')));
}

async function openQuality({ tab }: Person): Promise<void> {
  await tab.press('button', 'More');
  await tab.press('menuitem', 'Quality');
}

describe('the quality panel', () => {
  test('says how it is going, plots it, and saves a report', async () => {
    const [first, second] = await Promise.all([chromiumPerson(), chromiumPerson()]);
    await callIn('quality', first, second);
    await openQuality(first);
    await first.sees('direct, UDP, host ↔ host');
    await first.sees('receiving VP8 ·');
    await first.sees('Mbit/s');
    await first.sees('opus · 48 kHz');
    await first.tab.until('five plots with lines', hasPlots, null);
    await first.tab.until('what is lost', knowsLoss, null);
    await first.tab.evaluate(pointAtBitrate, null);
    await first.tab.until('what it was then', showsMoment, null);
    await first.tab.press('button', 'Log');
    await first.sees('The other person is here');
    await first.tab.evaluate(catchSaved, null);
    await first.tab.press('button', 'Save report');
    const report = JSON.parse(await first.tab.evaluate(readSaved, null)) as Report;
    expect(report).toMatchObject({ format: 'parley-report', status: 'connected' });
    expect(report.samples.at(-1)?.path).toMatchObject({ kind: 'direct', protocol: 'udp' });
    const bitrates = report.samples.map(({ receiving }) => receiving.bitrate ?? 0);
    expect(Math.max(...bitrates)).toBeGreaterThan(10_000);
    expect(report.log.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['joined', 'waiting', 'peer-joined', 'connected', 'path']),
    );
    expect(JSON.stringify(report)).not.toMatch(/Anna|Minh|r\/quality|192\.168|ufrag/);
    await first.hangUp();
    await first.sees('% lost.');
    expect([...first.tab.errors, ...second.tab.errors]).toEqual([]);
  });

  test.runIf(findFirefox())('shows the same in Firefox', async () => {
    const [first, second] = await Promise.all([chromiumPerson(), firefoxPerson()]);
    await callIn('quality-firefox', first, second);
    await openQuality(second);
    await second.sees('direct, UDP, ');
    await second.sees('receiving VP8 ·');
    await second.tab.until('five plots with lines', hasPlots, null);
    await second.tab.until('what is lost', knowsLoss, null);
    await second.hangUp();
    await second.sees('% lost.');
    expect(second.tab.errors).toEqual([]);
  });
});

// In the page

/** At the end of the first plot. */
function pointAtBitrate(): void {
  const area = document.querySelector('.plot .u-over');
  if (!area) throw new Error('there is no plot');
  const { right, top, height } = area.getBoundingClientRect();
  const [clientX, clientY] = [right - 2, top + height / 2];
  // The library looks at where the pointer came in, and then at where it goes.
  for (const kind of ['mouseenter', 'mousemove']) {
    area.dispatchEvent(new MouseEvent(kind, { clientX, clientY }));
  }
}

/** The time, and what was received and sent. */
function showsMoment(): boolean {
  const text = document.querySelector<HTMLElement>('.plot .readout')?.innerText ?? '';
  return /\d:\d\d:\d\d[\s\S]*\d\.\d[\s\S]*\d\.\d/.test(text);
}

/** Only two samples tell what is happening between them. */
function knowsLoss(): boolean {
  const panel = document.querySelector<HTMLElement>('.panel');
  return /\d[.,]\d\s*%/.test(panel?.innerText ?? '');
}

/** Each with something drawn in it. */
function hasPlots(): boolean {
  const canvases = [...document.querySelectorAll<HTMLCanvasElement>('.plot canvas')];
  const isDrawn = (canvas: HTMLCanvasElement) =>
    canvas
      .getContext('2d')
      ?.getImageData(0, 0, canvas.width, canvas.height)
      .data.some((byte) => byte > 0);
  return canvases.length === 5 && canvases.every(isDrawn);
}

interface Saved {
  saved?: Blob;
}

function catchSaved(): void {
  const original = URL.createObjectURL;
  URL.createObjectURL = (blob: Blob) => {
    (globalThis as Saved).saved = blob;
    return original.call(URL, blob);
  };
}

async function readSaved(): Promise<string> {
  return (await (globalThis as Saved).saved?.text()) ?? '';
}
