import { expect, test } from 'vitest';
import { spread } from '../../server/wires/spread.ts';
import { createClock } from '../support/clock.ts';

/** When each of so many was done, and when all of them were. */
async function timesOf(count: number, overMs: number): Promise<[number[], number]> {
  const clock = createClock(0);
  const times: number[] = [];
  const jobs = Array.from({ length: count }, () => () => times.push(clock.now()));
  let end = -1;
  const done = spread(jobs, { overMs, schedule: clock.schedule }).then(() => {
    end = clock.now();
  });
  for (let ms = 0; end < 0 && ms <= overMs; ms += 1) {
    clock.advance(ms === 0 ? 0 : 1);
    await Promise.resolve();
    await Promise.resolve();
  }
  await done;
  return [times, end];
}

test('many take the time there is, evenly', async () => {
  const [times, end] = await timesOf(1000, 10_000);
  expect(times).toEqual(Array.from({ length: 1000 }, (_, index) => index * 10));
  expect(end).toBe(10_000);
});

test('few are done soon, and none at once', async () => {
  expect(await timesOf(3, 10_000)).toEqual([[0, 50, 100], 150]);
  expect(await timesOf(0, 10_000)).toEqual([[], 0]);
});

test('no time is none', async () => {
  expect(await timesOf(3, 0)).toEqual([[0, 0, 0], 0]);
});
