import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createMetrics } from '../../server/metrics.ts';
import { createTally } from '../../server/tally.ts';
import { createClock } from '../support/clock.ts';
import { setUpRooms } from '../support/rooms.ts';

interface Dashboard {
  readonly panels: readonly { readonly targets: readonly { readonly expr: string }[] }[];
}

const { panels } = JSON.parse(readFileSync('deploy/grafana/parley.json', 'utf8')) as Dashboard;
const expressions = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
const METRIC = /\b(?:parley|nodejs|process)_\w+/g;

/** Each metric there is, with the labels that it has been seen with. */
async function labelsOfMetrics(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { census } = setUpRooms({ clock: createClock() });
  const metrics = createMetrics({ counted: createTally().counted, census });
  const all = await metrics.getMetricsAsJSON();
  return new Map(
    all.map(({ name, values }) => [
      name,
      new Set(values.flatMap(({ labels }) => Object.keys(labels))),
    ]),
  );
}

test('the dashboard names only metrics that there are, by labels that they have', async () => {
  const labels = await labelsOfMetrics();
  for (const expression of expressions) {
    const by = [...expression.matchAll(/by \((\w+)\)/g)].map(([, label]) => label);
    for (const metric of expression.match(METRIC) ?? ['nothing']) {
      expect(labels.has(metric), expression).toBe(true);
      expect([...(labels.get(metric) ?? [])], expression).toEqual(expect.arrayContaining(by));
    }
  }
});

test('the dashboard shows all that is counted of rooms, and running.md tells of it', async () => {
  const ours = [...(await labelsOfMetrics()).keys()].filter((name) => name.startsWith('parley_'));
  const shown = expressions.join().match(METRIC) ?? [];
  const told = [...readFileSync('docs/running.md', 'utf8').matchAll(/^\| `(parley_\w+)`/gm)];
  expect(shown).toEqual(expect.arrayContaining(ours));
  expect(told.map(([, name]) => name).sort()).toEqual(ours.sort());
});
