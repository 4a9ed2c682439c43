import type { Stat, Stats } from '../../client/call/statistics/stats.ts';
import chromium from '../unit/recorded-stats/chromium.json' with { type: 'json' };
import firefox from '../unit/recorded-stats/firefox.json' with { type: 'json' };
import relayed from '../unit/recorded-stats/relayed.json' with { type: 'json' };

type Moments = readonly [before: Stats, now: Stats];

/** Two moments of one call between Chromium 156 and Firefox 153, as each told it; one of a call by coturn. */
export const recorded: { chromium: Moments; firefox: Moments; relayed: Stats } = {
  chromium: moments(chromium),
  firefox: moments(firefox),
  relayed: toStats(relayed[0] ?? []),
};

function moments([before = [], now = []]: readonly (readonly Stat[])[]): Moments {
  return [toStats(before), toStats(now)];
}

function toStats(stats: readonly Stat[]): Stats {
  return new Map(stats.map((stat) => [stat.id, stat]));
}

/** The same, with something else in some of them. */
export function changed(stats: Stats, change: (stat: Stat) => Stat | null): Stats {
  const all = [...stats.values()].map(change).filter((stat) => stat !== null);
  return toStats(all);
}
