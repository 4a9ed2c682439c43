/** From one try to the next, whatever speaks for trying sooner: a second, and what a timer may be early. */
const LEAST_MS = 1_010;
/** Those who lost their connections together come back at some moment of this time each. */
const SPREAD_MS = 2_000;

/** When a link that is down is tried again: never often, and never two clients in step. */
export interface Retry {
  /** The connection was lost. */
  lost(): void;
  /** A try has failed. */
  failed(): void;
  /** The next try is worth making sooner. Does nothing where none is due. */
  hurry(): void;
  /** As soon as may be, whatever was due. */
  atOnce(): void;
  stop(): void;
}

/** The first try has just been made. */
export function createRetry(connect: () => void): Retry {
  let triedAt = performance.now();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function attempt(): void {
    timer = undefined;
    triedAt = performance.now();
    connect();
  }

  function connectIn(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(attempt, Math.max(ms, triedAt + LEAST_MS - performance.now()));
  }

  return {
    lost: () => connectIn(SPREAD_MS * Math.random()),
    failed: () => connectIn(LEAST_MS + (SPREAD_MS - LEAST_MS) * Math.random()),
    hurry: () => {
      if (timer !== undefined) connectIn(0);
    },
    atOnce: () => connectIn(0),
    stop: () => clearTimeout(timer),
  };
}
