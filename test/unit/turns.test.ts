import { expect, test } from 'vitest';
import { createTurns } from '../../server/wires/turns.ts';

/** Each job takes so long; what is put off is done when the test says so. */
function setUp() {
  let time = 0;
  const putOff: (() => void)[] = [];
  const done: string[] = [];
  const inTurn = createTurns({ now: () => time, later: (job) => putOff.push(job) });
  return {
    done,
    add: (name: string, ms: number, then?: () => void) =>
      inTurn(() => {
        time += ms;
        done.push(name);
        then?.();
      }),
    /** False where nothing is left to do. */
    turn(): boolean {
      const job = putOff.shift();
      job?.();
      return job !== undefined;
    },
  };
}

test('what takes little is done in one turn, in order, and not before', () => {
  const { add, turn, done } = setUp();
  for (const name of ['a', 'b', 'c']) add(name, 1);
  expect(done).toEqual([]);
  expect(turn()).toBe(true);
  expect(done).toEqual(['a', 'b', 'c']);
  expect(turn()).toBe(false);
});

test('after 10 ms the others have their turn', () => {
  const { add, turn, done } = setUp();
  for (const name of ['a', 'b', 'c', 'd']) add(name, 6);
  turn();
  expect(done).toEqual(['a', 'b']);
  turn();
  expect(done).toEqual(['a', 'b', 'c', 'd']);
  expect(turn()).toBe(false);
});

test('what one of them adds comes after those that wait, and is not forgotten', () => {
  const { add, turn, done } = setUp();
  add('a', 1, () => add('later', 1));
  add('b', 1);
  while (turn());
  add('again', 1);
  while (turn());
  expect(done).toEqual(['a', 'b', 'later', 'again']);
});

test('one that takes long holds nobody up for more than itself', () => {
  const { add, turn, done } = setUp();
  add('long', 500);
  add('short', 1);
  turn();
  expect(done).toEqual(['long']);
  turn();
  expect(done).toEqual(['long', 'short']);
});

test('one that fails holds up nobody', () => {
  const { add, turn, done } = setUp();
  add('broken', 1, () => {
    throw new Error('broken');
  });
  add('next', 1);
  expect(turn).toThrow('broken');
  while (turn());
  expect(done).toEqual(['broken', 'next']);
});
