import { type Flow, pictureDelay, receivingFlow, sendingFlow } from './flow.ts';
import { findAvailableBitrate, findPath, findRoundTrip, type Path } from './path.ts';
import type { Stats } from './stats.ts';

/** What was measured of one connection at one moment. Null is what the browser doesn't tell, or not yet. */
export interface Sample {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly path: Path | null;
  readonly roundTripMs: number | null;
  /** Bits a second that the browser reckons it could send. Firefox doesn't tell. */
  readonly availableBitrate: number | null;
  /** From the arrival of a picture here to its being decoded; what lies before that is not in it. */
  readonly pictureDelayMs: number | null;
  readonly receiving: Flow;
  readonly sending: Flow;
}

/** Browsers count from the beginning of the call: what is happening now is the growth since `before`. */
export function takeSample(before: Stats | null, now: Stats): Sample {
  const all = [...now.values()];
  return {
    at: Math.max(0, ...all.map(({ timestamp }) => timestamp)),
    path: findPath(now),
    roundTripMs: findRoundTrip(now),
    availableBitrate: findAvailableBitrate(now),
    pictureDelayMs: pictureDelay(before, now),
    receiving: receivingFlow(before, now),
    sending: sendingFlow(before, now),
  };
}
