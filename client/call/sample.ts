import { findPath, findRoundTrip, type Path } from './path.ts';
import type { Stats } from './stats.ts';

/** What was measured of one connection at one moment. Null is what the browser doesn't tell, or not yet. */
export interface Sample {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly path: Path | null;
  readonly roundTripMs: number | null;
}

export function takeSample(stats: Stats): Sample {
  const at = Math.max(0, ...[...stats.values()].map(({ timestamp }) => timestamp));
  return { at, path: findPath(stats), roundTripMs: findRoundTrip(stats) };
}
