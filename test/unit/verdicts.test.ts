import { expect, test } from 'vitest';
import { createVerdictCounter } from '../../server/verdicts.ts';

test('each reason why no connection came about is counted by itself', () => {
  const verdicts = createVerdictCounter();
  expect(verdicts.count('no-relay')).toBe(1);
  expect(verdicts.count('relay-refused')).toBe(1);
  expect(verdicts.count('no-relay')).toBe(2);
  expect(verdicts.counts).toEqual({ 'no-relay': 2, 'relay-refused': 1 });
});
