/** Where there are few they don't wait long for each other; 200 and more take all the time there is. */
const LONGEST_PAUSE_MS = 50;

export interface SpreadOptions {
  readonly overMs: number;
  readonly schedule: (job: () => void, ms: number) => void;
}

/** Does them one after the other, evenly; resolves after the last. */
export function spread(
  jobs: readonly (() => void)[],
  { overMs, schedule }: SpreadOptions,
): Promise<void> {
  const pauseMs = Math.min(LONGEST_PAUSE_MS, overMs / Math.max(jobs.length, 1));
  for (const [index, job] of jobs.entries()) schedule(job, index * pauseMs);
  return new Promise((resolve) => schedule(resolve, jobs.length * pauseMs));
}
