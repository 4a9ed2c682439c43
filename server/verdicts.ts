import type { Verdict } from '../protocol/ice.ts';

/** Counts, by reason, the connections that did not come about. */
export interface VerdictCounter {
  /** The number of this verdict since the start, with this one. */
  count(verdict: Verdict): number;
  readonly counts: Readonly<Partial<Record<Verdict, number>>>;
}

export function createVerdictCounter(): VerdictCounter {
  const counts: Partial<Record<Verdict, number>> = {};
  return {
    counts,
    count(verdict) {
      const number = (counts[verdict] ?? 0) + 1;
      counts[verdict] = number;
      return number;
    },
  };
}
