import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CallOfTwo, startCallOfTwo } from '../support/call-of-two.ts';
import type { Person } from '../support/person.ts';

let two: CallOfTwo;
beforeAll(async () => {
  two = await startCallOfTwo({
    isPhone: true,
    args: ['--use-fake-device-for-media-stream=fps=30,device-count=2'],
  });
});
afterAll(() => two.end());

/** In the middle of what arrives: the camera at the back of the phone shows a red wall, the other one never does. */
const seesRed = ({ tab }: Person, isExpected: boolean): Promise<void> =>
  tab.until(isExpected ? 'a red wall' : 'no red wall', isRedSeen, isExpected);

describe('the other camera of a phone', () => {
  test('is seen at the other side, and the first one again, and never are both held', async () => {
    const { anna, minh } = two;
    await anna.tab.evaluate(mountBackCamera, null);
    await seesRed(minh, false);
    await anna.tab.press('button', 'Other camera');
    await seesRed(minh, true);
    await minh.seesThem();
    await anna.tab.press('button', 'Other camera');
    await seesRed(minh, false);
    await minh.seesThem();
    expect(await anna.tab.evaluate(() => globalThis.heldWhenAsked, null)).toEqual([0, 0]);
    expect(anna.tab.errors).toEqual([]);
  });

  test('is not offered where there is a mouse', async () => {
    const flip = '[aria-label="Other camera"]';
    await two.minh.tab.until(
      'the bar without it',
      (selector) =>
        document.querySelector('[role="toolbar"]') !== null &&
        document.querySelector(selector) === null,
      flip,
    );
  });
});

// In the page: no machine for tests has a camera at the back, so one is drawn.

declare global {
  /** How many cameras were on whenever another was asked for. */
  var heldWhenAsked: readonly number[];
  var keptConnections: readonly RTCPeerConnection[];
}

function mountBackCamera(): void {
  const devices = navigator.mediaDevices;
  const { getUserMedia } = devices;
  const senders = globalThis.keptConnections.at(-1)?.getSenders() ?? [];
  const tracks = senders.map(({ track }) => track).filter((track) => track?.kind === 'video');
  const drawWall = (): MediaStream => {
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d');
    canvas.width = 640;
    canvas.height = 480;
    const timer = setInterval(() => {
      if (context) context.fillStyle = '#e00000';
      context?.fillRect(0, 0, canvas.width, canvas.height);
    }, 33);
    const stream = canvas.captureStream(30);
    const [track] = stream.getTracks();
    const stop = track?.stop.bind(track);
    if (track && stop) {
      track.stop = () => {
        clearInterval(timer);
        stop();
      };
    }
    return stream;
  };
  globalThis.heldWhenAsked = [];
  devices.getUserMedia = async (constraints) => {
    const held = tracks.filter((track) => track?.readyState === 'live').length;
    globalThis.heldWhenAsked = [...globalThis.heldWhenAsked, held];
    const { facingMode } = (constraints?.video ?? {}) as MediaTrackConstraints;
    const stream =
      facingMode === 'environment' ? drawWall() : await getUserMedia.call(devices, constraints);
    tracks.push(...stream.getVideoTracks());
    return stream;
  };
}

function isRedSeen(isExpected: boolean): boolean {
  const video = document.querySelector<HTMLVideoElement>('video.remote');
  if (!video?.videoWidth) return false;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d');
  context?.drawImage(video, video.videoWidth / 2, video.videoHeight / 2, 8, 8, 0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context?.getImageData(0, 0, 1, 1).data ?? [];
  return (red > 150 && green < 80 && blue < 80) === isExpected;
}
