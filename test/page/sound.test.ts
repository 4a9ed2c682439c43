import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type CallOfTwo, startCallOfTwo } from '../support/call-of-two.ts';
import type { Person } from '../support/person.ts';
import { createVoiceFile, type VoiceFile } from '../support/voice-file.ts';

/** Of samples between -1 and 1: a voice is far above it, what a codec makes of silence far below. */
const AUDIBLE = 0.01;
/** Longer than anybody who talks is still. */
const STILL_MS = 1_500;

const files: VoiceFile[] = [];
let two: CallOfTwo;
beforeAll(async () => {
  const voice = await createVoiceFile('talking');
  files.push(voice);
  two = await startCallOfTwo({ args: voice.args });
});
afterAll(async () => {
  await two.end();
  await Promise.all(files.map((file) => file.remove()));
});

/** What arrives, before it is played. */
async function hears({ tab }: Person): Promise<void> {
  await tab.evaluate(listen, null);
  await tab.until('a voice', (audible) => globalThis.loudness().last > audible, AUDIBLE);
}

async function hearsNothing({ tab }: Person): Promise<void> {
  await tab.evaluate(listen, null);
  await tab.until(
    'silence that lasts',
    ({ audible, stillMs }) => globalThis.loudness(audible).stillMs > stillMs,
    { audible: AUDIBLE, stillMs: STILL_MS },
  );
}

describe('the microphone', () => {
  test('that is switched off silences the other side, and is heard there when it is on again', async () => {
    const { anna, minh } = two;
    await hears(minh);
    await anna.tab.press('switch', 'Microphone');
    await hearsNothing(minh);
    await anna.tab.press('switch', 'Microphone');
    await hears(minh);
    await minh.hearsThem();
  });

  test('of who talks while it is off: a hint says so, which goes when it is on', async () => {
    const { anna } = two;
    const hint = 'You are muted.';
    await anna.tab.press('switch', 'Microphone');
    await anna.sees(hint);
    await anna.tab.press('switch', 'Microphone');
    await anna.tab.until('no hint', (part) => !document.body.innerText.includes(part), hint);
    expect(anna.tab.errors).toEqual([]);
  });

  test('that gives no sound at all: a hint says so, and nothing of the kind to who is heard', async () => {
    const dead = await createVoiceFile('dead');
    files.push(dead);
    const { anna, minh, end } = await startCallOfTwo({ args: dead.args });
    onTestFinished(end);
    const hint = 'Your microphone gives no sound.';
    await anna.sees(hint);
    expect(await minh.tab.evaluate(() => document.body.innerText, null)).not.toContain(hint);
    await hearsNothing(minh);
  });
});

// In the page

declare global {
  /** How loud what arrives is, and for how long it has not been audible. */
  var loudness: (audible?: number) => { readonly last: number; readonly stillMs: number };
  var keptConnections: readonly RTCPeerConnection[];
}

/** Anew from now on. */
function listen(): void {
  const receivers = globalThis.keptConnections.at(-1)?.getReceivers() ?? [];
  const track = receivers.find((one) => one.track.kind === 'audio')?.track;
  if (!track) throw new Error('no sound is received');
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 2048 });
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let heardAt = performance.now();
  globalThis.loudness = (audible = 0) => {
    analyser.getFloatTimeDomainData(samples);
    const last = Math.max(...samples.map(Math.abs));
    if (context.state !== 'running' || last > audible) heardAt = performance.now();
    return { last, stillMs: performance.now() - heardAt };
  };
}
