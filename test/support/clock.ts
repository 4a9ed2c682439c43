/** Time that passes when the test says so. */
export interface Clock {
  readonly now: () => number;
  readonly schedule: (job: () => void, ms: number) => void;
  advance(ms: number): void;
}

export function createClock(start = 1_000_000): Clock {
  let time = start;
  let jobs: { readonly at: number; readonly job: () => void }[] = [];
  return {
    now: () => time,
    schedule: (job, ms) => jobs.push({ at: time + ms, job }),
    advance(ms) {
      time += ms;
      const due = jobs.filter(({ at }) => at <= time).sort((a, b) => a.at - b.at);
      jobs = jobs.filter(({ at }) => at > time);
      for (const { job } of due) job();
    },
  };
}
