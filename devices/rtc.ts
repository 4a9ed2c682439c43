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

/** When all connections are closed. After it there can be no other. */
export async function endRtc(rtc: Rtc): Promise<void> {
  await setTimeout(ENDING_MS);
  rtc.cleanup();
}
