import { launchChromium } from '../test/support/chromium.ts';
import { startParley } from '../test/support/parley.ts';
import { findChromium } from '../test/support/programs.ts';
import type { Tab } from '../test/support/tab.ts';

/**
 * From *Join* of the second person, devices open in the preview, to the first frame of the other: beside the floor, a
 * pair of bare peer connections in one page, which needs no server. In turn, so that both have the same machine. Each
 * person has a browser, and so a camera, of their own: two pages that share one camera hold it up for a second.
 *
 * The floor has less to do, and is not made to do more: one picture one way, of 640 by 480, in a page that draws nothing
 * else. Ours goes both ways between two browsers, from cameras of 1280 by 720 whose first pictures are 640 long, and
 * draws the call screen on both sides, here without a graphics chip. The first frame is the first that the page hears of
 * (requestVideoFrameCallback), on both, and it has to be a picture: a black one counts for nothing.
 *
 * On two cores, both busy all the while: 284 ms at first; 135 to 162 since the first picture is small and nothing is drawn
 * while both sides agree; 100 to 164 since whoever waits has rehearsed an answer (its encoder is ready, and no picture is
 * thrown away) and nothing but the picture is drawn before it is there. What came last then was the player: a browser takes
 * 40 to 60 ms from a stream it is given until it can show a picture. Now whoever stands at the door of a room in which somebody
 * is has the connection that will answer, its tracks, and a player that waits on one of them; and all that comes with the
 * picture is drawn after it: 83 to 97 in four runs on a quiet machine, with a floor of 88 to 93, so 114 to 122 allowed; 89 to
 * 105 in three beside other work.
 *
 * What is left: the answer is there 15 to 25 ms after Join, both sides are connected at 35 to 45, the next picture of the
 * camera is encoded 10 to 40 ms later, and the page hears of it one or two drawn frames after it came.
 * Without gain: fewer codecs in the offer, no animation, no blur, a first picture of 320, the code of the log loaded later;
 * an answer rehearsed without decoders, no codec named where it comes first anyway; one's own picture standing still meanwhile
 * (both are connected 8 to 10 ms sooner, and the page hears of the picture 10 to 20 ms later after it was decoded).
 */
const ROUNDS = 10;

const parley = await startParley({ HTTPS_PORT: 'off' });
const executablePath = findChromium() ?? '';
const [browser, others] = [
  await launchChromium({ executablePath }),
  await launchChromium({ executablePath }),
];

const [ours, floors]: [number[], number[]] = [[], []];
for (let round = 0; round < ROUNDS; round += 1) {
  floors.push(await measureFloor());
  ours.push(await measureOurs(`${parley.http}/r/bench-${round}`));
}
const trip = await measureTrip();
await Promise.all([browser.close(), others.close()]);
await parley.stop();

const [floor, our] = [median(floors), median(ours)];
const allowed = 1.25 * floor + trip;
process.stdout.write(
  [
    `floor, in one page:     ${range(floors)}`,
    `ours, from Join:        ${range(ours)}`,
    `a round trip:           ${trip.toFixed(1)} ms`,
    `1.25 × floor + a trip:  ${allowed.toFixed(0)} ms`,
    `ours is ${(our / floor).toFixed(2)} × the floor`,
    '',
  ].join('\n'),
);
process.exit(our <= allowed ? 0 : 1);

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function range(values: readonly number[]): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `${median(values).toFixed(0)} ms (${least.toFixed(0)}–${most.toFixed(0)})`;
}

async function measureFloor(): Promise<number> {
  const tab = await browser.newTab();
  await tab.goto(`${parley.http}/nowhere`);
  const ms = await tab.evaluate(floorInPage, null);
  await tab.close();
  return ms;
}

async function measureOurs(url: string): Promise<number> {
  const [first, second] = [await others.newTab(), await browser.newTab()];
  await first.goto(url);
  await ready(first);
  await first.press('button', 'Join');
  await first.until('waiting', () => document.body.innerText.includes('Waiting for'), null);
  await second.goto(url);
  await ready(second);
  const ms = await second.evaluate(joinAndWait, null);
  await second.press('button', 'Hang up');
  await Promise.all([first.close(), second.close()]);
  return ms;
}

/** The preview moves, and all that comes with it has come. */
async function ready(tab: Tab): Promise<void> {
  const moves = () => (document.querySelector('video')?.videoWidth ?? 0) > 0;
  await tab.until('a preview', moves, null);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
}

async function measureTrip(): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    await (await fetch(`${parley.http}/favicon.svg`)).text();
    times.push(performance.now() - start);
  }
  return median(times);
}

// In the page

/** Looks at what is drawn as soon as there is an element for it, as the floor does with its own. */
function joinAndWait(): Promise<number> {
  return new Promise((resolve) => {
    const start = performance.now();
    const watcher = new MutationObserver(() => {
      const video = document.querySelector<HTMLVideoElement>('video.remote');
      if (!video) return;
      watcher.disconnect();
      video.requestVideoFrameCallback(() => {
        const ms = performance.now() - start;
        const drawing = new OffscreenCanvas(64, 36).getContext('2d');
        drawing?.drawImage(video, 0, 0, 64, 36);
        const { data = [] } = drawing?.getImageData(0, 0, 64, 36) ?? {};
        const isPicture = [...data].some((value, index) => index % 4 < 3 && value > 60);
        resolve(isPicture ? ms : Number.POSITIVE_INFINITY);
      });
    });
    watcher.observe(document.body, { childList: true, subtree: true });
    document.querySelector<HTMLElement>('form [type=submit]')?.click();
  });
}

async function floorInPage(): Promise<number> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: true, audio: true });
  const [one, other] = [new RTCPeerConnection(), new RTCPeerConnection()];
  one.onicecandidate = ({ candidate }) => candidate && void other.addIceCandidate(candidate);
  other.onicecandidate = ({ candidate }) => candidate && void one.addIceCandidate(candidate);
  const video = document.createElement('video');
  video.muted = true;
  document.body.append(video);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const start = performance.now();
  const shown = new Promise<number>((resolve) => {
    video.requestVideoFrameCallback(() => resolve(performance.now() - start));
  });
  other.ontrack = ({ streams }) => {
    video.srcObject = streams[0] ?? null;
    void video.play();
  };
  for (const track of stream.getTracks()) one.addTrack(track, stream);
  await one.setLocalDescription();
  if (one.localDescription) await other.setRemoteDescription(one.localDescription);
  await other.setLocalDescription();
  if (other.localDescription) await one.setRemoteDescription(other.localDescription);
  const ms = await shown;
  one.close();
  other.close();
  for (const track of stream.getTracks()) track.stop();
  return ms;
}
