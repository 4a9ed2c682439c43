import { flushLog, type Log } from './log.ts';
import type { Server } from './server.ts';

/** Whatever hangs then is left behind. */
const SHUTDOWN_MS = 1_500;

export interface EndingOptions {
  readonly server: Server;
  /** Of what hands connections to it. */
  readonly closings: readonly (() => Promise<void>)[];
  readonly log: Log;
}

/** SIGTERM drains first, as a rolling restart asks for; SIGINT, and any second signal, ends at once. */
export function endOnSignals(options: EndingOptions): void {
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      if (signal === 'SIGINT' || options.server.isDraining) void end(options, signal);
      else void drain(options, signal);
    });
  }
}

async function drain(options: EndingOptions, signal: string): Promise<void> {
  options.log.info('draining', { signal });
  await options.server.drain();
  await end(options, signal);
}

async function end({ server, closings, log }: EndingOptions, signal: string): Promise<void> {
  log.info('ending', { signal });
  setTimeout(() => process.exit(0), SHUTDOWN_MS).unref();
  await Promise.allSettled([server.close, ...closings].map((close) => close()));
  await flushLog();
  process.exit(0);
}
