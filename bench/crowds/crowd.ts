import { setTimeout } from 'node:timers/promises';
import { type Collector, findCollector } from '../../test/support/collector.ts';
import { freePort } from '../../test/support/free-port.ts';
import { type BystanderReport, seatBystanders } from './bystanders.ts';
import { type Clients, startClients } from './clients.ts';
import type { Measuring } from './measuring.ts';
import { type CrowdedServer, type ProcessorTime, startServer } from './server.ts';

const MEMBERS = 5_000;
const MAX_MEMORY_MB = 400;
const MAX_RETURN_SECONDS = 30;
/** Between two tries of one client. */
const LEAST_PAUSE_MS = 1_000;
const MAX_P99_MS = 100;
const MAX_ANSWER_MS = 200;
const MAX_LEFT_MB = 20;

const ATTEMPTS = 3;
/** So that each finds nobody there, more than once. */
const AWAY_MS = 5_000;
const REST_MS = 10_000;
const MINUTE_MS = 60_000;
const LOOK_EVERY_MS = 100;

interface Scene extends Measuring {
  readonly collector: Collector;
  readonly server: CrowdedServer;
  readonly clients: Clients;
}

/** Members in rooms of two, who say nothing; then all of them come back at once, twice. */
export async function crowd({ bounds, say }: Measuring): Promise<void> {
  const port = await freePort();
  const server = await startServer(MEMBERS, { NODE_OPTIONS: `--inspect=127.0.0.1:${port}` });
  const collector = await findCollector(port);
  const clients = startClients();
  const scene = { bounds, say, server, clients, collector };
  say(`memory at the start: ${Math.round(server.memoryMb())} MB`);
  await sitDown(scene);
  await loseNetwork(scene);
  const next = await server.crash(AWAY_MS);
  await returnAll({ ...scene, server: next }, 'after a crash');
  await setTimeout(REST_MS);
  checkMemory({ ...scene, server: next }, 'after a crash');
  await clients.order('leave');
  const left = await next.empty();
  bounds.check({ what: 'rooms and connections when all have left', found: left, most: 0 });
  clients.end();
  await next.stop();
}

async function sitDown(scene: Scene): Promise<void> {
  const { bounds, server, clients } = scene;
  const present = await clients.order('gather', server.url, MEMBERS);
  bounds.check({ what: 'members who sit there', found: present, least: MEMBERS });
  await setTimeout(REST_MS);
  checkMemory(scene, 'at rest');
}

function checkMemory({ bounds, server }: Scene, when: string): void {
  const what = `memory with ${MEMBERS} members ${when}`;
  bounds.check({ what, found: server.memoryMb(), most: MAX_MEMORY_MB, unit: 'MB' });
}

/** The server stays. */
async function loseNetwork(scene: Scene): Promise<void> {
  const { bounds, server, collector } = scene;
  await collector.collect();
  const beforeMb = server.memoryMb();
  checkCalm(scene, await disturb(scene, ATTEMPTS));
  await collector.collect();
  bounds.check({
    what: 'memory that was not there before, a minute later',
    found: server.memoryMb() - beforeMb,
    most: MAX_LEFT_MB,
    unit: 'MB',
  });
}

/** Two others on the same server are concerned in nothing. Again where it was the machine that had no time for them. */
async function disturb(scene: Scene, attempts: number): Promise<Calm> {
  const { server, clients } = scene;
  const bystanders = await seatBystanders(server.url, `bystanders-${attempts}`);
  await clients.order('takeShortestPause');
  const before = server.processor;
  await clients.order('cut');
  await returnAll(scene, 'after their network was lost');
  await setTimeout(MINUTE_MS);
  const told = await bystanders.report();
  bystanders.end();
  const calm = { ...told, stretch: stretchOf(before, server.processor) };
  const isHarmed = calm.lost + calm.disturbances.length > 0;
  if (isHarmed || isCalm(calm) || attempts === 1) return calm;
  return disturb(scene, attempts - 1);
}

/** In the seats that were theirs. */
async function returnAll({ bounds, clients, say }: Scene, when: string): Promise<void> {
  const begun = performance.now();
  const seconds = (): number => (performance.now() - begun) / 1000;
  let present = 0;
  do {
    await setTimeout(LOOK_EVERY_MS);
    present = await clients.order('present');
  } while (present < MEMBERS && seconds() < 2 * MAX_RETURN_SECONDS);
  for (const reason of await clients.order('missing')) say(`missing: ${reason}`);
  bounds.check({ what: `back in their seats ${when}`, found: present, least: MEMBERS });
  const unit = 's';
  bounds.check({ what: 'time for that', found: seconds(), most: MAX_RETURN_SECONDS, unit });
  await checkTries({ bounds, clients });
}

async function checkTries({ bounds, clients }: Pick<Scene, 'bounds' | 'clients'>): Promise<void> {
  const pauseMs = await clients.order('takeShortestPause');
  const what = 'shortest time between two tries of a client';
  bounds.check({ what, found: pauseMs ?? Number.NaN, least: LEAST_PAUSE_MS, unit: 'ms' });
}

interface Calm extends BystanderReport {
  readonly stretch: number;
}

function checkCalm({ bounds }: Scene, calm: Calm): void {
  const { lost, disturbances, p99Ms, slowestAnswerMs } = calm;
  const unit = 'ms';
  bounds.check({ what: 'messages that bystanders lost', found: lost, most: 0 });
  bounds.check({ what: 'what else disturbed them', found: disturbances.length, most: 0 });
  bounds.check({ what: 'p99 of theirs', found: p99Ms, most: allowed(MAX_P99_MS, calm), unit });
  const most = allowed(MAX_ANSWER_MS, calm);
  bounds.check({ what: 'slowest /healthz', found: slowestAnswerMs, most, unit });
}

function isCalm(calm: Calm): boolean {
  const { p99Ms, slowestAnswerMs } = calm;
  return p99Ms <= allowed(MAX_P99_MS, calm) && slowestAnswerMs <= allowed(MAX_ANSWER_MS, calm);
}

function allowed(ms: number, { stretch, lateMs }: Calm): number {
  return Math.round(ms * stretch + lateMs);
}

/** By how much everything took longer than on a machine that has nothing else to do. */
function stretchOf(before: ProcessorTime, after: ProcessorTime): number {
  return 1 + (after.waitedMs - before.waitedMs) / (after.ranMs - before.ranMs);
}
