import { setTimeout } from 'node:timers/promises';
import { DeviceProblem } from './device-problem.ts';

/** libdatachannel: WebRTC without a browser, and without encoders. */
export type Rtc = typeof import('node-datachannel');

/** Connections that are closed end in threads of their own, a moment later. */
const ENDING_MS = 200;

/** Its native part is made for the usual systems, and loaded by devices alone: a server has no need of it. */
export async function loadRtc(): Promise<Rtc> {
  try {
    return await import('node-datachannel');
  } catch {
    throw new DeviceProblem(
      `Devices need the package node-datachannel, which is not installed, or not made for ${process.platform} on ${process.arch}; "npm install node-datachannel" installs it.`,
    );
  }
}

/**
 * When all connections are closed: what was said last is on its way by then. The clean-up of the library is left to the end of the
 * process, since it aborts that where a connection was collected before.
 */
export function endRtc(): Promise<void> {
  return setTimeout(ENDING_MS);
}
