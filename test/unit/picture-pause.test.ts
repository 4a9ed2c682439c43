import { beforeEach, describe, expect, test } from 'vitest';
import { PicturePause } from '../../client/call/peer/picture-pause.ts';
import { sampleOf } from '../support/snapshots.ts';

const picture = { codec: 'VP8', width: 320, height: 180, framesPerSecond: 5 };
const flow = { bitrate: 60_000, lost: 0, sound: null };

let at = 0;
let pause: PicturePause;
let changes: boolean[];

beforeEach(() => {
  at = 0;
  changes = [];
  pause = new PicturePause(() => changes.push(pause.isPaused));
});

/** A sample every two seconds. */
function pass(seconds: number, availableBitrate: number, lost = 0): void {
  for (const end = at + seconds * 1000; at < end; ) {
    at += 2_000;
    const sending = { ...flow, lost, picture: pause.isPaused ? null : picture };
    pause.handle(sampleOf({ at, availableBitrate, sending }));
  }
}

describe('the picture', () => {
  test('goes where the way carries sound alone, after a moment that is no accident', () => {
    pass(4, 40_000);
    expect(changes).toEqual([]);
    pass(2, 40_000);
    expect(changes).toEqual([true]);
  });

  test('stays through single bad moments', () => {
    for (let round = 0; round < 20; round += 1) {
      pass(4, 40_000);
      pass(2, 400_000);
    }
    expect(changes).toEqual([]);
  });

  test('goes where words are lost, and stays with a little loss', () => {
    pass(60, 900_000, 0.05);
    expect(changes).toEqual([]);
    pass(6, 900_000, 0.3);
    expect(changes).toEqual([true]);
  });

  test('comes back slowly, and ever later while it comes to nothing', () => {
    const waits: number[] = [];
    let pausedAt = 0;
    for (let second = 0; second < 400; second += 2) {
      const before = pause.isPaused;
      pass(2, 40_000);
      if (!before && pause.isPaused) pausedAt = at;
      if (before && !pause.isPaused) waits.push(at - pausedAt);
    }
    expect(waits.slice(0, 5)).toEqual([8_000, 16_000, 32_000, 60_000, 60_000]);
  });

  test('comes back at once when a lost connection is found, and is given time', () => {
    pass(6, 40_000);
    at += 30_000;
    pass(2, 40_000, 0.9);
    expect(changes).toEqual([true, false]);
    pass(8, 40_000, 0.9);
    expect(changes).toEqual([true, false]);
  });

  test('that lasted is trusted again', () => {
    pass(6, 40_000);
    pass(8, 900_000);
    pass(60, 900_000);
    pass(6, 40_000);
    expect(changes).toEqual([true, false, true]);
    pass(16, 900_000);
    expect(changes.at(-1)).toBe(false);
  });
});
