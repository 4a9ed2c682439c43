import type { CallSnapshot } from '../../call/state.ts';

/** Holds a seat, and hears of what happens in the room. */
export function isSeatedNow({ me, isServerReachable }: CallSnapshot): boolean {
  return me !== null && isServerReachable;
}
