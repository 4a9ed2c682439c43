import { describe, expect, test } from 'vitest';
import type { Flow } from '../../client/call/statistics/flow.ts';
import { gradeOf } from '../../client/call/statistics/grade.ts';
import type { Sample } from '../../client/call/statistics/sample.ts';
import { type Summary, summarize } from '../../client/call/statistics/summary.ts';
import { howItWent } from '../../client/ui/screens/how-it-went.ts';

const still: Flow = { bitrate: null, lost: null, picture: null, sound: null };
const picture = (height: number, framesPerSecond = 30) => ({
  codec: 'VP9',
  width: (height * 16) / 9,
  height,
  framesPerSecond,
});

function sample({ lost = 0, height = 720, roundTripMs = 23 as number | null }): Sample {
  const flow = { ...still, lost, picture: picture(height) };
  return {
    at: 0,
    path: null,
    availableBitrate: null,
    pictureDelayMs: null,
    roundTripMs,
    receiving: flow,
    sending: { ...flow, lost: 0 },
  };
}

const good: Summary = {
  lost: 0.002,
  roundTripMs: 23,
  receiving: { lines: 720, framesPerSecond: 30 },
  sending: null,
};

describe('a summary', () => {
  test('is the mean of what was lost and the median of the rest', () => {
    const samples = [sample({ lost: 0.03, roundTripMs: 900 }), sample({}), sample({ height: 360 })];
    expect(summarize(samples)).toEqual({
      lost: 0.01,
      roundTripMs: 23,
      receiving: { lines: 720, framesPerSecond: 30 },
      sending: { lines: 720, framesPerSecond: 30 },
    });
  });

  test('leaves out what was not known', () => {
    const unknown = {
      at: 0,
      path: null,
      availableBitrate: null,
      pictureDelayMs: null,
      roundTripMs: null,
      receiving: still,
      sending: still,
    };
    const nothing = { lost: null, roundTripMs: null, receiving: null, sending: null };
    expect(summarize([])).toEqual(nothing);
    expect(summarize([unknown])).toEqual(nothing);
    expect(summarize([unknown, sample({})]).roundTripMs).toBe(23);
  });

  test('of a phone held upright has the lines of its shorter side', () => {
    const flow = { ...still, picture: { ...picture(1280), width: 720 } };
    const upright = {
      at: 0,
      path: null,
      availableBitrate: null,
      pictureDelayMs: null,
      roundTripMs: null,
      receiving: flow,
      sending: still,
    };
    expect(summarize([upright]).receiving?.lines).toBe(720);
  });
});

describe('a grade', () => {
  test.each([
    [{}, 'good', null],
    [{ lost: 0.019 }, 'good', null],
    [{ lost: 0.02 }, 'fair', 'loss'],
    [{ lost: 0.08 }, 'poor', 'loss'],
    [{ roundTripMs: 299 }, 'good', null],
    [{ roundTripMs: 300 }, 'fair', 'delay'],
    [{ roundTripMs: 800 }, 'poor', 'delay'],
    [{ receiving: { lines: 720, framesPerSecond: 14 } }, 'fair', 'picture'],
    [{ receiving: { lines: 720, framesPerSecond: 4 } }, 'poor', 'picture'],
    [{ receiving: null }, 'poor', 'picture'],
    [{ lost: null, roundTripMs: null }, 'good', null],
    // The worst is named, and of two that are equally bad the one that is heard.
    [{ lost: 0.03, roundTripMs: 900 }, 'poor', 'delay'],
    [{ lost: 0.03, roundTripMs: 400 }, 'fair', 'loss'],
  ])('of %o is %s (%s)', (part, grade, trouble) => {
    expect(gradeOf({ ...good, ...part }, true)).toEqual({ grade, trouble });
  });

  test('does not mind a picture that nobody sends', () => {
    expect(gradeOf({ ...good, receiving: null }, false).grade).toBe('good');
  });
});

describe('at the end', () => {
  test('the whole call is one sentence', () => {
    expect(howItWent([sample({ lost: 0.003 })])).toBe('It went well: 720p, 0.3 % lost.');
    expect(howItWent([sample({ lost: 0.1 })])).toBe('The connection was poor: 720p, 10.0 % lost.');
    const silent = {
      at: 0,
      path: null,
      availableBitrate: null,
      pictureDelayMs: null,
      roundTripMs: 20,
      receiving: still,
      sending: still,
    };
    expect(howItWent([silent])).toBe('It went well.');
    expect(howItWent([])).toBeNull();
  });
});
