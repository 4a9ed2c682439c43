import { setTimeout } from 'node:timers/promises';
import { type Collector, findCollector } from '../../test/support/collector.ts';
import { freePort } from '../../test/support/free-port.ts';
import type { Bounds } from './bounds.ts';
import { type Clients, startClients } from './clients.ts';
import type { Measuring } from './measuring.ts';
import { type CrowdedServer, startServer } from './server.ts';

const SECOND_MS = 1_000;
const CALLS = 2_000;
const OVER_MS = 300 * SECOND_MS;
/** What is loaded once is loaded, and what grows to its size has grown: four times as many a second as later. */
const WARM_UP = { calls: 600, overMs: 20 * SECOND_MS };
/** Longer than a seat is held. */
const REST_MS = 60 * SECOND_MS;
const MAX_GROWTH_MB = 20;

interface Memory {
  readonly peakMb: number;
  /** At rest, with nothing left of what nobody needs any more. */
  readonly restMb: number;
}

/** Calls that come and go: in the end the server is what it was. */
export async function passage({ bounds, say }: Measuring): Promise<void> {
  const port = await freePort();
  const server = await startServer(2 * CALLS, { NODE_OPTIONS: `--inspect=127.0.0.1:${port}` });
  const collector = await findCollector(port);
  const clients = startClients();
  await run(server, clients, WARM_UP);
  const before = await memoryOf(server, collector);
  say(`after ${WARM_UP.calls} calls: ${wordsOf(before)}`);
  const { done, faults, left } = await run(server, clients, { calls: CALLS, overMs: OVER_MS });
  for (const fault of faults) say(fault);
  bounds.check({ what: 'calls that went well', found: done, least: CALLS });
  bounds.check({ what: 'rooms and connections when all have left', found: left, most: 0 });
  const after = await memoryOf(server, collector);
  say(`after ${CALLS} more: ${wordsOf(after)}`);
  checkGrowth(bounds, before, after);
  clients.end();
  await server.stop();
}

async function memoryOf(server: CrowdedServer, collector: Collector): Promise<Memory> {
  const peakMb = server.peakMb();
  await collector.collect();
  return { peakMb, restMb: server.memoryMb() };
}

function wordsOf({ peakMb, restMb }: Memory): string {
  return `memory ${Math.round(restMb)} MB at rest, ${Math.round(peakMb)} MB at most`;
}

/** What an operator sees never rises above what the warm-up took, and what is in use stays what it was. */
function checkGrowth(bounds: Bounds, before: Memory, after: Memory): void {
  const allowed = { most: MAX_GROWTH_MB, unit: 'MB' };
  const peak = after.peakMb - before.peakMb;
  bounds.check({ what: `rise of memory in ${CALLS} calls`, found: peak, ...allowed });
  const rest = after.restMb - before.restMb;
  bounds.check({ what: 'memory that they left behind', found: rest, ...allowed });
}

/** Until the last has been gone for a while. */
async function run(
  server: CrowdedServer,
  clients: Clients,
  { calls, overMs }: { readonly calls: number; readonly overMs: number },
) {
  const soaked = await clients.order('soak', { url: server.url, calls, overMs });
  await setTimeout(REST_MS);
  const left = await server.empty();
  return { ...soaked, left };
}
