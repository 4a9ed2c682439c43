export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** A token bucket: true so many times at once, and so many times a second after that. */
export function createBucket({ perSecond, burst }: Rate, now: () => number): () => boolean {
  let tokens = burst;
  let filledAt = now();
  return () => {
    const time = now();
    // A clock that was set back takes nothing away.
    const seconds = Math.max(0, time - filledAt) / 1000;
    tokens = Math.min(burst, tokens + seconds * perSecond);
    filledAt = time;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
