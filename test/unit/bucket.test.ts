import { expect, test } from 'vitest';
import { createBucket } from '../../server/wires/bucket.ts';

function setUp() {
  let time = 1_000_000;
  const take = createBucket({ perSecond: 20, burst: 3 }, () => time);
  return {
    pass: (ms: number) => {
      time += ms;
    },
    takeMany: (count: number) => Array.from({ length: count }, take).filter(Boolean).length,
  };
}

test('a bucket gives its burst, and then what runs in', () => {
  const { pass, takeMany } = setUp();
  expect(takeMany(10)).toBe(3);
  pass(49);
  expect(takeMany(10)).toBe(0);
  pass(1);
  expect(takeMany(10)).toBe(1);
  pass(100);
  expect(takeMany(10)).toBe(2);
});

test('a bucket holds no more than its burst', () => {
  const { pass, takeMany } = setUp();
  pass(3_600_000);
  expect(takeMany(10)).toBe(3);
});

test('a clock that is set back neither takes nor gives', () => {
  const { pass, takeMany } = setUp();
  expect(takeMany(1)).toBe(1);
  pass(-3_600_000);
  expect(takeMany(10)).toBe(2);
  pass(50);
  expect(takeMany(10)).toBe(1);
});
