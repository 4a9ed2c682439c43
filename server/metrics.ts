import express, { type Express } from 'express';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Census } from './rooms/census.ts';
import type { Counted } from './tally.ts';

export interface MetricsOptions {
  readonly counted: Counted;
  readonly census: () => Census;
}

type Numbers = Readonly<Record<string, number>>;

/** What Prometheus is told, read when it asks: nothing is kept twice, and what is counted pays for none of it. */
export function createMetrics({ counted, census }: MetricsOptions): Registry {
  const registry = new Registry();
  // Of the process: processor, memory, open files, the delay of the event loop.
  collectDefaultMetrics({ register: registry });

  function number(name: string, help: string, read: () => number): void {
    const collect = (): void => gauge.set(read());
    const gauge = new Gauge({ name, help, registers: [registry], collect });
  }

  function numbers(name: string, help: string, label: string, read: () => Numbers): void {
    const options = { name, help, labelNames: [label], registers: [registry], collect };
    const metric = name.endsWith('_total') ? new Counter(options) : new Gauge(options);
    function collect(): void {
      metric.reset();
      for (const [value, count] of Object.entries(read())) metric.inc({ [label]: value }, count);
    }
  }

  const { connections, turnedAway, joins, seats, relays, refusals, reports } = counted;
  number('parley_rooms', 'Rooms with a member or a held seat.', () => census().rooms);
  number('parley_seats_held', 'Seats of lost connections.', () => census().away);
  numbers('parley_connections', 'Open connections.', 'wire', () => connections);
  numbers('parley_turned_away_total', 'Connections not let in.', 'why', () => turnedAway);
  numbers('parley_members', 'Members that are connected.', 'wire', () =>
    membersByWire(counted, census()),
  );
  numbers('parley_joins_total', 'Answers to join.', 'outcome', () => joins);
  numbers('parley_seats_total', 'What became of seats.', 'change', () => seats);
  numbers('parley_relays_total', 'Messages relayed.', 'kind', () => relays);
  numbers('parley_refusals_total', 'Requests refused.', 'code', () => refusals);
  numbers('parley_reports_total', 'What pages said of connecting.', 'report', () => reports);
  return registry;
}

/** Of each wire, also of one that nobody is on. */
function membersByWire({ connections }: Counted, { membersByWire: members }: Census): Numbers {
  const wires = Object.keys(connections);
  return Object.fromEntries(wires.map((wire) => [wire, members.get(wire) ?? 0]));
}

/** `/metrics`, for a port of its own. */
export function createMetricsApp(registry: Registry): Express {
  const app = express();
  app.disable('x-powered-by');
  app.get('/metrics', async (_request, response) => {
    const text = await registry.metrics();
    response.set('Content-Type', registry.contentType).send(text);
  });
  return app;
}
