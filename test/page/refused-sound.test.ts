import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCrew } from '../support/crew.ts';
import { type Parley, startParley } from '../support/parley.ts';
import type { Person } from '../support/person.ts';

let parley: Parley;
const { newPerson, end } = createCrew();
let anna: Person;
let minh: Person;

beforeAll(async () => {
  parley = await startParley();
  anna = await newPerson({ beforePage: refuseSound });
  minh = await newPerson();
});
afterAll(async () => {
  await end();
  await parley.stop();
});

test('where the browser wants a gesture before anything is heard, one button brings sound and picture', async () => {
  const url = `${parley.http}/r/refused-sound`;
  await anna.join(url, 'Anna');
  await anna.isTold('Waiting for the other person');
  await minh.join(url, 'Minh');
  await anna.sees('Play sound');
  expect(await anna.tab.evaluate(isPlaying, null)).toBe(false);
  await anna.tab.press('button', 'Play sound');
  await anna.tab.until('sound and picture', isPlaying, null);
  const isGone = () => document.querySelector('.play-sound') === null;
  await anna.tab.until('no button any more', isGone, null);
});

// In the page

/** As browsers do where nobody has pressed anything: what would be heard stands still. */
function refuseSound(): void {
  const { play } = HTMLMediaElement.prototype;
  let isAllowed = false;
  HTMLMediaElement.prototype.play = function () {
    if (this.muted || isAllowed) return play.call(this);
    this.pause();
    return Promise.reject(new DOMException('a gesture first', 'NotAllowedError'));
  };
  const allow = ({ target }: Event) => {
    isAllowed ||= target instanceof Element && target.closest('.play-sound') !== null;
  };
  addEventListener('click', allow, { capture: true });
}

function isPlaying(): boolean {
  const video = document.querySelector<HTMLVideoElement>('video.remote');
  const stream = video?.srcObject;
  if (!video || !(stream instanceof MediaStream)) return false;
  return !video.paused && !video.muted && stream.getAudioTracks().length === 1;
}
