import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { type Parley, startParley } from '../../test/support/parley.ts';

const KIB_PER_MB = 1024;
const LOOK_EVERY_MS = 500;
/** The grace of a seat, and more than it takes to see that a connection is dead. */
const MAX_HELD_MS = 60_000;

/** Since its start. */
export interface ProcessorTime {
  readonly ranMs: number;
  /** It had work and no processor: what others on the machine took from it. */
  readonly waitedMs: number;
}

/** The server as it is built, in a process of its own, with the numbers that its operator sees. */
export interface CrowdedServer {
  readonly url: string;
  /** Resident memory. */
  memoryMb(): number;
  /** The most that it ever was. */
  peakMb(): number;
  readonly processor: ProcessorTime;
  /** When the last is gone, or should be: how many rooms and connections are left. */
  empty(): Promise<number>;
  /** `kill -9`, and after a while another process in its place. */
  crash(awayMs: number): Promise<CrowdedServer>;
  stop(): Promise<void>;
}

/** All come from one address here: that limit is raised, and none of the others. */
export async function startServer(
  members: number,
  settings: Readonly<Record<string, string>> = {},
): Promise<CrowdedServer> {
  const parley = await startParley({
    HTTPS_PORT: 'off',
    METRICS_PORT: '0',
    LIMIT_CONNECTIONS_PER_ADDRESS: String(2 * members),
    ...settings,
  });
  return watch(parley);
}

function watch(parley: Parley): CrowdedServer {
  const { pid } = parley.process;
  const port = parley.lines.find(({ message }) => message === 'listening')?.['metrics'];

  /** Over all its labels. */
  async function metric(name: string): Promise<number> {
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    const values = [...text.matchAll(new RegExp(`^${name}(?:{.*})? (.+)$`, 'gm'))];
    return values.reduce((sum, [, value]) => sum + Number(value), 0);
  }

  function statusMb(name: string): number {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const [, kib] = new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status) ?? [];
    return Number(kib) / KIB_PER_MB;
  }

  return {
    url: parley.http?.replace('localhost', '127.0.0.1') ?? '',
    memoryMb: () => statusMb('VmRSS'),
    peakMb: () => statusMb('VmHWM'),
    get processor() {
      const [ranNs, waitedNs] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ');
      return { ranMs: Number(ranNs) / 1e6, waitedMs: Number(waitedNs) / 1e6 };
    },
    async empty() {
      const end = performance.now() + MAX_HELD_MS;
      const left = async () =>
        (await metric('parley_rooms')) + (await metric('parley_connections'));
      while ((await left()) > 0 && performance.now() < end) await setTimeout(LOOK_EVERY_MS);
      return left();
    },
    async crash(awayMs) {
      parley.process.kill('SIGKILL');
      await setTimeout(awayMs);
      return watch(await parley.restart('SIGKILL'));
    },
    stop: parley.stop,
  };
}
