import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type CallOfTwo, startCallOfTwo } from '../support/call-of-two.ts';
import { firefoxPerson } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import { findFirefox } from '../support/programs.ts';

let two: CallOfTwo;
beforeAll(async () => {
  two = await startCallOfTwo();
  await two.anna.tab.press('button', 'More');
  await two.anna.tab.press('menuitem', 'Settings');
});
afterAll(() => two.end());

interface Range {
  readonly from: number;
  readonly to: number;
}

async function receives(one: Person, kbps: Range): Promise<void> {
  await one.tab.evaluate(forgetBytes, null);
  await one.tab.until(`${kbps.from} to ${kbps.to} kbit/s of pictures`, isReceiving, kbps);
}

const seesLines = (one: Person, lines: Range): Promise<void> =>
  one.tab.until(
    `a picture of ${lines.from} to ${lines.to} lines`,
    ({ from, to }) => {
      const { videoHeight = 0 } = document.querySelector<HTMLVideoElement>('video.remote') ?? {};
      return videoHeight >= from && videoHeight <= to;
    },
    lines,
  );

const preferenceIs = (one: Person, preference: RTCDegradationPreference): Promise<void> =>
  one.tab.until(`a sender of pictures with ${preference}`, hasPreference, preference);

/** Of what is typed, when it is left. */
const cap = (one: Person, kbps: string): Promise<void> => one.tab.evaluate(typeCap, kbps);

describe('the picture', () => {
  test('is as large as the level says, at the other side', async () => {
    const { anna, minh } = two;
    await anna.tab.press('radio', 'Medium');
    await seesLines(minh, { from: 181, to: 360 });
    await receives(minh, { from: 1, to: 770 });
    await anna.tab.press('radio', 'Low');
    await seesLines(minh, { from: 1, to: 180 });
    await receives(minh, { from: 1, to: 220 });
    await anna.tab.press('radio', 'High');
    await seesLines(minh, { from: 361, to: 720 });
    await receives(minh, { from: 300, to: 3_300 });
  });

  test('takes no more than the cap, at the other side, and as much as before without it', async () => {
    const { anna, minh } = two;
    await anna.tab.press('radio', 'Automatic');
    await receives(minh, { from: 300, to: 20_000 });
    await cap(anna, '100');
    await receives(minh, { from: 1, to: 120 });
    await minh.seesThem();
    await cap(anna, '');
    await receives(minh, { from: 300, to: 20_000 });
  });

  test('takes nothing where there is sound only, either way, and the sound goes on', async () => {
    const { anna, minh } = two;
    await anna.tab.press('radio', 'Sound only');
    await Promise.all([anna, minh].map((one) => receives(one, { from: 0, to: 0 })));
    await Promise.all([anna, minh].map((one) => one.hearsThem()));
    await anna.tab.press('radio', 'Automatic');
    await Promise.all([anna, minh].map((one) => one.seesThem()));
  });
});

describe('where the way is narrow', () => {
  test('sound goes first, a face keeps its motion, and a screen what stands on it', async () => {
    const { anna, minh } = two;
    for (const one of [anna, minh]) {
      await one.tab.until('sound that goes first', hasSoundFirst, null);
      await preferenceIs(one, 'maintain-framerate');
    }
    await anna.tab.press('switch', 'Share screen');
    await preferenceIs(anna, 'maintain-resolution');
    await anna.tab.press('switch', 'Share screen');
    await preferenceIs(anna, 'maintain-framerate');
    expect([...anna.tab.errors, ...minh.tab.errors]).toEqual([]);
  });

  test.runIf(findFirefox())('Firefox does as well', async () => {
    const { minh, anna, url } = two;
    const other = await firefoxPerson();
    onTestFinished(() => other.tab.close());
    await anna.hangUp();
    await minh.isTold('Call ended');
    const room = `${url}-firefox`;
    await anna.join(room, 'Anna');
    await anna.isTold('Waiting for the other person');
    await other.join(room, 'Lan');
    await Promise.all([anna, other].map((one) => one.isTold('Connected')));
    await Promise.all([anna, other].map((one) => one.seesAndHears()));
    await other.tab.until('sound that goes first', hasSoundFirst, null);
    await preferenceIs(other, 'maintain-framerate');
    expect(other.tab.errors).toEqual([]);
  });
});

// In the page

interface Counted {
  readonly at: number;
  readonly bytes: number;
}

declare global {
  var keptConnections: readonly RTCPeerConnection[];
  var counted: readonly Counted[] | undefined;
}

function forgetBytes(): void {
  globalThis.counted = [];
}

/** Over the last two seconds, in kbit/s. */
async function isReceiving({ from, to }: Range): Promise<boolean> {
  const spanMs = 2_000;
  let bytes = 0;
  for (const report of (await globalThis.keptConnections.at(-1)?.getStats())?.values() ?? []) {
    if (report.type === 'inbound-rtp' && report.kind === 'video') bytes += report.bytesReceived;
  }
  const now = { at: performance.now(), bytes };
  const all = [...(globalThis.counted ?? []), now];
  const first = all.findLast(({ at }) => now.at - at >= spanMs);
  globalThis.counted = first ? all.slice(all.indexOf(first)) : all;
  if (!first) return false;
  const kbps = ((now.bytes - first.bytes) * 8) / (now.at - first.at);
  return kbps >= from && kbps <= to;
}

function typeCap(kbps: string): void {
  const input = document.querySelector<HTMLInputElement>('.cap input');
  if (!input) throw new Error('there is no cap to type');
  input.value = kbps;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

function hasPreference(preference: RTCDegradationPreference): boolean {
  const senders = globalThis.keptConnections.at(-1)?.getSenders() ?? [];
  const picture = senders.find(({ track }) => track?.kind === 'video');
  return picture?.getParameters().degradationPreference === preference;
}

function hasSoundFirst(): boolean {
  const senders = globalThis.keptConnections.at(-1)?.getSenders() ?? [];
  const sound = senders.find(({ track }) => track?.kind === 'audio');
  return sound?.getParameters().encodings[0]?.priority === 'high';
}
