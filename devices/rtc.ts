import { DeviceProblem } from './device-problem.ts';

/** libdatachannel: WebRTC without a browser, and without encoders. */
export type Rtc = typeof import('node-datachannel');

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
