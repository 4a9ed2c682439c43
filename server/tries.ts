/** An address may be wrong so often in so long; then it waits, with the right password too. */
const MAX_TRIES = 10;
const WITHIN_MS = 30 * 60 * 1000;
/** Remembered at a time: those who have not tried for longest are forgotten. */
const MAX_ADDRESSES = 10_000;

/** How often an address was wrong about a password. */
export interface Tries {
  add(address: string): void;
  /** 0 for one that need not wait. */
  waitMs(address: string): number;
}

export function createTries(now: () => number): Tries {
  const wrongAt = new Map<string, readonly number[]>();
  const recent = (address: string): readonly number[] =>
    (wrongAt.get(address) ?? []).filter((at) => at > now() - WITHIN_MS);

  return {
    add(address) {
      const times = [...recent(address), now()];
      wrongAt.delete(address);
      wrongAt.set(address, times);
      const [longestAgo] = wrongAt.keys();
      if (wrongAt.size > MAX_ADDRESSES && longestAgo !== undefined) wrongAt.delete(longestAgo);
    },
    waitMs(address) {
      const times = recent(address);
      const [first = 0] = times;
      return times.length < MAX_TRIES ? 0 : first + WITHIN_MS - now();
    },
  };
}
