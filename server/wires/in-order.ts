import type { MaybePromise } from '../rooms/maybe-promise.ts';

type Job = () => MaybePromise<void>;

/** Requests of one connection that may wait for those before them. */
const MAX_WAITING = 64;

/**
 * Runs jobs one after the other, each at once where nothing runs before it.
 * Gives back false for a job that it did not take because too many wait; the last one is always taken.
 */
export function createInOrder(): (job: Job, options?: { readonly isLast: boolean }) => boolean {
  const waiting: Job[] = [];
  let isBusy = false;

  function next(): void {
    isBusy = false;
    const job = waiting.shift();
    if (job) run(job);
  }

  function run(job: Job): void {
    const outcome = job();
    if (outcome instanceof Promise) {
      isBusy = true;
      void outcome.finally(next);
    } else {
      next();
    }
  }

  return (job, options) => {
    if (!isBusy) {
      run(job);
      return true;
    }
    if (waiting.length >= MAX_WAITING && !options?.isLast) return false;
    waiting.push(job);
    return true;
  };
}
