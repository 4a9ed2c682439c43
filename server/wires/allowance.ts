const MINUTE_MS = 60_000;

/** True so many times in any minute. */
export function createAllowance(aMinute: number, now: () => number): () => boolean {
  let times: number[] = [];
  return () => {
    times = times.filter((time) => time > now() - MINUTE_MS);
    if (times.length >= aMinute) return false;
    times.push(now());
    return true;
  };
}
