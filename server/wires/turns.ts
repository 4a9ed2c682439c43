/** So long everybody else waits for those whose turn it is, at most. */
const TURN_MS = 10;

type Job = () => void;

/** Does a job soon, after those before it. */
export type InTurn = (job: Job) => void;

export interface TurnsOptions {
  /** Milliseconds, of a clock that is fine enough for some of them. */
  readonly now: () => number;
  /** After whatever else there is to do now. */
  readonly later: (job: Job) => void;
}

/**
 * For what comes by the thousand in one instant, when a network breaks or is back: a few at a time, so that those who
 * sit in a call go on talking in between.
 */
export function createTurns({ now, later }: TurnsOptions): InTurn {
  let waiting: Job[] = [];

  function turn(): void {
    const end = now() + TURN_MS;
    let done = 0;
    try {
      while (done < waiting.length && now() < end) {
        done += 1;
        waiting[done - 1]?.();
      }
    } finally {
      // Also after one that fails, or all after it would wait for ever.
      waiting = waiting.slice(done);
      if (waiting.length > 0) later(turn);
    }
  }

  return (job) => {
    waiting.push(job);
    if (waiting.length === 1) later(turn);
  };
}
