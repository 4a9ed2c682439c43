import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Parley, startParley } from '../support/parley.ts';
import { chromiumPerson } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import { waitFor } from '../support/tab.ts';

const SECOND = 1000;

let parley: Parley;
beforeAll(async () => {
  parley = await startParley();
});
afterAll(() => parley.stop());

async function meet(): Promise<[Person, Person]> {
  const [anna, minh] = [await chromiumPerson(), await chromiumPerson()];
  const url = `${parley.http}/r/devices-${crypto.randomUUID()}`;
  await anna.join(url, 'Anna');
  await anna.isTold('Waiting for the other person');
  await minh.join(url, 'Minh');
  for (const one of [anna, minh]) {
    await one.isTold('Connected');
    await one.seesAndHears();
  }
  return [anna, minh];
}

async function tookMs(job: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await job();
  return performance.now() - start;
}

/** Whether the other side's picture is covered, and says why. */
const isOff = (one: Person, is: boolean) =>
  one.tab.until(
    is ? 'the camera off' : 'the camera on',
    (expected) =>
      (document.querySelector('.stage > .avatar .avatar-note')?.textContent === 'Camera is off') ===
      expected,
    is,
  );

describe('a camera that is unplugged in a call', () => {
  test('is seen to be off within a second, the sound goes on, and plugged in again it is back within three', async () => {
    const [anna, minh] = await meet();
    await anna.tab.evaluate(unplugCamera, null);
    expect(await tookMs(() => isOff(minh, true))).toBeLessThan(SECOND);
    await anna.sees('The camera is gone. Plug it in again, and it goes on.');
    await minh.hearsThem();
    await anna.tab.evaluate(plugCamera, null);
    const back = await tookMs(async () => {
      await isOff(minh, false);
      await minh.seesThem();
    });
    expect(back).toBeLessThan(3 * SECOND);
  });
});

describe('a page that is seen again after an interruption', () => {
  test('goes on with what was paused, and takes back a microphone that stays silent', async () => {
    const [anna] = await meet();
    await anna.tab.evaluate(interrupt, null);
    await anna.tab.until(
      'the picture goes on',
      () => document.querySelector<HTMLVideoElement>('video.remote')?.paused === false,
      null,
    );
    await waitFor('another microphone', () => anna.tab.evaluate(hasAnotherMicrophone, null));
    await anna.seesAndHears();
  });
});

// In the page: no driver can pull a plug, so what browsers do then is done by hand.

interface Sent {
  readonly keptConnections: readonly RTCPeerConnection[];
  restoreDevices?: () => void;
  silenced?: MediaStreamTrack;
}

function unplugCamera(): void {
  const page = globalThis as unknown as Sent;
  const devices = navigator.mediaDevices;
  const { enumerateDevices, getUserMedia } = devices;
  devices.enumerateDevices = async () => {
    const all = await enumerateDevices.call(devices);
    return all.filter(({ kind }) => kind !== 'videoinput');
  };
  devices.getUserMedia = async (constraints) => {
    if (constraints?.video) throw new DOMException('gone', 'NotFoundError');
    return await getUserMedia.call(devices, constraints);
  };
  page.restoreDevices = () => Object.assign(devices, { enumerateDevices, getUserMedia });
  const senders = page.keptConnections[0]?.getSenders() ?? [];
  const camera = senders.find(({ track }) => track?.kind === 'video')?.track;
  camera?.stop();
  camera?.dispatchEvent(new Event('ended'));
  devices.dispatchEvent(new Event('devicechange'));
}

function plugCamera(): void {
  (globalThis as unknown as Sent).restoreDevices?.();
  navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
}

/** A phone rang: the picture stands still, and the microphone was taken away. */
function interrupt(): void {
  const page = globalThis as unknown as Sent;
  document.querySelector<HTMLVideoElement>('video.remote')?.pause();
  const senders = page.keptConnections[0]?.getSenders() ?? [];
  const microphone = senders.find(({ track }) => track?.kind === 'audio')?.track;
  if (!microphone) throw new Error('no microphone is sent');
  page.silenced = microphone;
  Object.defineProperty(microphone, 'muted', { value: true });
  document.dispatchEvent(new Event('visibilitychange'));
}

function hasAnotherMicrophone(): boolean {
  const { keptConnections, silenced } = globalThis as unknown as Sent;
  const tracks = (keptConnections[0]?.getSenders() ?? []).map(({ track }) => track);
  const microphone = tracks.find((track) => track?.kind === 'audio');
  return microphone?.readyState === 'live' && microphone !== silenced;
}
