import { createBucket } from './bucket.ts';
import type { Limits } from './limits.ts';

/** What becomes of a request, by how many came before it. */
export type Pace = 'fits' | 'too-fast' | 'flood';

/** So many times the allowance of one description are saved up at most, for members that call dozens at once. */
const MAX_SAVED = 10;

/**
 * How fast one connection asks. Candidates come in handfuls, so they are counted by themselves. Whoever is refused
 * as often as it could have been served does not listen: that is a flood.
 */
export function createPace(
  { eventsPerSecond, eventsBurst, candidates }: Limits,
  now: () => number,
): (event: unknown, args: readonly unknown[]) => Pace {
  const rate = { perSecond: eventsPerSecond, burst: eventsBurst };
  const mayAsk = createBucket(rate, now);
  const mayBeRefused = createBucket(rate, now);
  let candidatesLeft = candidates;

  function fits(kind: unknown): boolean {
    if (kind === 'candidate') {
      candidatesLeft -= 1;
      return candidatesLeft >= 0;
    }
    if (!mayAsk()) return false;
    if (kind === 'offer' || kind === 'answer') {
      candidatesLeft = Math.min(MAX_SAVED * candidates, Math.max(0, candidatesLeft) + candidates);
    }
    return true;
  }

  return (event, args) => {
    if (fits(event === 'message' ? kindOf(args[1]) : null)) return 'fits';
    return mayBeRefused() ? 'too-fast' : 'flood';
  };
}

/** Before anything is checked: what lies about its kind is counted as what it says it is. */
function kindOf(data: unknown): unknown {
  return typeof data === 'object' && data !== null && 'type' in data ? data.type : null;
}
