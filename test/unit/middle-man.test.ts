import { describe, expect, test } from 'vitest';
import { type Code, codeOf, newNonce } from '../../client/call/verification/verification-code.ts';
import { fingerprint } from '../support/exchange-end.ts';
import {
  forward,
  letBothCall,
  playBothSides,
  revealAnother,
  type Strategy,
  showAnotherToCallee,
  showAnotherToCaller,
  withoutCommitment,
} from '../support/middle-man.ts';

const RUNS = 10_000;
/** Each waits for its hashes most of the time. */
const AT_ONCE = 100;
/** By chance the first emoji are the same in one of 64 runs; beyond six standard deviations it is no chance. */
const EXPECTED = RUNS / 64;
const MARGIN = 6 * Math.sqrt(EXPECTED);
/** Of all six together, on a busy machine. */
const PATIENCE_MS = 120_000;

interface Score {
  /** Both were shown a code, and it was the same: all of it, or one of its parts. */
  readonly wins: number;
  readonly firstEmoji: number;
  readonly without: number;
}

async function play(strategy: Strategy): Promise<Score> {
  let [wins, firstEmoji, without] = [0, 0, 0];
  for (let run = 0; run < RUNS; run += AT_ONCE) {
    for (const { anna, minh } of await Promise.all(Array.from({ length: AT_ONCE }, strategy))) {
      if (!anna || !minh) without += 1;
      else if (isSame(anna, minh)) wins += 1;
      if (anna && minh && anna.emoji[0] === minh.emoji[0]) firstEmoji += 1;
    }
  }
  return { wins, firstEmoji, without };
}

const isSame = (one: Code, other: Code) =>
  one.digits === other.digits || one.emoji.join() === other.emoji.join();

describe('a middle-man in 10,000 runs', () => {
  test.each<[string, Strategy]>([
    ['hands everything over', forward],
    ['reveals another nonce than it committed to', revealAnother],
  ])('[V3] who %s is noticed each time', { timeout: PATIENCE_MS }, async (_how, strategy) => {
    expect(await play(strategy)).toEqual({ wins: 0, firstEmoji: 0, without: RUNS });
  });

  test.each<[string, Strategy]>([
    ['follows the rules on both sides', playBothSides],
    ['tells both that they call', letBothCall],
    ['shows the callee a certificate that it chose last', showAnotherToCallee],
    ['shows the caller a certificate that it chose after the commitment', showAnotherToCaller],
  ])(
    '[V4] who %s never wins, and guesses no better than chance',
    { timeout: PATIENCE_MS },
    async (_how, strategy) => {
      const { wins, firstEmoji, without } = await play(strategy);
      expect({ wins, without }).toEqual({ wins: 0, without: 0 });
      expect(Math.abs(firstEmoji - EXPECTED)).toBeLessThan(MARGIN);
    },
  );

  test.each(['nonce', 'certificate'] as const)(
    'would win by searching for a %s if nothing were committed to',
    async (what) => {
      let wins = 0;
      for (let run = 0; run < 1000; run += 1) {
        const code = await codeOf(
          { caller: fingerprint(1), callee: fingerprint(3) },
          { caller: newNonce(), callee: newNonce() },
        );
        if (withoutCommitment[what](code) === code.emoji[0]) wins += 1;
      }
      expect(wins).toBeGreaterThan(950);
    },
  );
});

test('[V4] every emoji and every digit is as likely as any other', async () => {
  const ends = { caller: fingerprint(1), callee: fingerprint(2) };
  const emoji = new Map<number, number>();
  const digits = new Map<string, number>();
  for (let run = 0; run < 2000; run += 1) {
    const code = await codeOf(ends, { caller: newNonce(), callee: newNonce() });
    for (const one of code.emoji) emoji.set(one, (emoji.get(one) ?? 0) + 1);
    for (const one of code.digits) digits.set(one, (digits.get(one) ?? 0) + 1);
  }
  expectEven([...emoji.values()], 64, 14_000);
  expectEven([...digits.values()], 10, 24_000);
});

function expectEven(counts: readonly number[], choices: number, total: number): void {
  expect(counts).toHaveLength(choices);
  const expected = total / choices;
  for (const count of counts) {
    expect(Math.abs(count - expected)).toBeLessThan(6 * Math.sqrt(expected));
  }
}
