import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CallOfTwo, startCallOfTwo } from '../support/call-of-two.ts';
import type { Person } from '../support/person.ts';

const CHOSEN = 'Fake Audio Output 1';

let two: CallOfTwo;
beforeAll(async () => {
  two = await startCallOfTwo();
  await openSettings(two.anna);
});
afterAll(() => two.end());

async function openSettings({ tab }: Person): Promise<void> {
  await tab.press('button', 'More');
  await tab.press('menuitem', 'Settings');
}

const comesOutOf = ({ tab }: Person, label: string): Promise<void> =>
  tab.until(`their voice out of ${label}`, isRoutedTo, label);

describe('the speaker', () => {
  test('that is chosen plays the other person, and the test tone', async () => {
    const { anna } = two;
    await anna.tab.select('Speaker', CHOSEN);
    await comesOutOf(anna, CHOSEN);
    await anna.tab.evaluate(listenToPlayers, null);
    await anna.tab.press('button', 'Test');
    await anna.tab.until('a tone out of it', isToneHeard, CHOSEN);
    await anna.tab.until('the end of it', isToneOver, null);
  });

  test('is kept: also in the next call', async () => {
    const { anna, minh, meet } = two;
    await anna.hangUp();
    await minh.isTold('Call ended');
    await meet();
    await comesOutOf(anna, CHOSEN);
    await anna.hearsThem();
    expect(anna.tab.errors).toEqual([]);
  });
});

// In the page

interface Played {
  readonly player: HTMLMediaElement;
  /** The largest sample so far, of those between -1 and 1. */
  loudest: number;
}

declare global {
  var played: Played[];
}

async function isRoutedTo(label: string): Promise<boolean> {
  const all = await navigator.mediaDevices.enumerateDevices();
  const speaker = all.find((one) => one.kind === 'audiooutput' && one.label === label);
  const video = document.querySelector<HTMLVideoElement>('video.remote');
  return speaker !== undefined && video?.sinkId === speaker.deviceId;
}

/** A tone is short: what is played is listened to from its beginning. */
function listenToPlayers(): void {
  const { play } = HTMLMediaElement.prototype;
  globalThis.played = [];
  HTMLMediaElement.prototype.play = function () {
    if (!(this.srcObject instanceof MediaStream)) return play.call(this);
    const one = { player: this, loudest: 0 };
    globalThis.played.push(one);
    const context = new AudioContext();
    const analyser = new AnalyserNode(context);
    context.createMediaStreamSource(this.srcObject).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      if (!this.paused) one.loudest = Math.max(one.loudest, ...samples);
    }, 20);
    return play.call(this);
  };
}

async function isToneHeard(label: string): Promise<boolean> {
  const all = await navigator.mediaDevices.enumerateDevices();
  const speaker = all.find((one) => one.kind === 'audiooutput' && one.label === label);
  const tone = globalThis.played.find(({ player }) => player.sinkId === speaker?.deviceId);
  return (tone?.loudest ?? 0) > 0.05;
}

function isToneOver(): boolean {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('.choice-row button')];
  return (
    globalThis.played.every(({ player }) => player.paused) &&
    buttons.every(({ disabled }) => !disabled)
  );
}
