import type { Health } from './health.ts';
import { flushLog, type Log } from './log.ts';
import type { SpreadOptions } from './wires/spread.ts';

/** Whatever hangs then is left behind. */
const SHUTDOWN_MS = 1_500;

export interface EndingOptions {
  readonly health: Health;
  /** Sends the connections elsewhere. */
  readonly drain: (over: SpreadOptions) => Promise<void>;
  readonly drainMs: number;
  readonly schedule: SpreadOptions['schedule'];
  readonly closings: readonly (() => Promise<void>)[];
  readonly log: Log;
}

/** SIGTERM drains first, as a rolling restart asks for; SIGINT, and any second signal, ends at once. */
export function endOnSignals(options: EndingOptions): void {
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      if (signal === 'SIGINT' || options.health.isDraining) void end(options, signal);
      else void drain(options, signal);
    });
  }
}

async function drain(options: EndingOptions, signal: string): Promise<void> {
  const { health, drainMs, schedule, log } = options;
  log.info('draining', { signal });
  health.drain();
  const late = new Promise<void>((resolve) => schedule(resolve, drainMs));
  const done = options.drain({ overMs: drainMs, schedule }).then(health.settled);
  await Promise.race([done, late]);
  await end(options, signal);
}

async function end({ closings, log }: EndingOptions, signal: string): Promise<void> {
  log.info('ending', { signal });
  setTimeout(() => process.exit(0), SHUTDOWN_MS).unref();
  await Promise.allSettled(closings.map((close) => close()));
  await flushLog();
  process.exit(0);
}
