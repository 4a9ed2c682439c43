import { type Codec, clockRates } from '../codecs.ts';
import type { Frame } from './frames.ts';
import type { SenderReport } from './rtcp.ts';

/** When a frame was taken, in seconds. */
export type Moments = (frame: Frame) => number;

/** By the sender's clock where it has said of each of its media what that is, which is exact; else by when a frame came. */
export function createMoments(reports: ReadonlyMap<Codec, SenderReport | null>): Moments {
  const isAllKnown = [...reports.values()].every((report) => report !== null);
  return (frame) => {
    const report = reports.get(frame.codec);
    return isAllKnown && report ? byReport(frame, report) : frame.atMs / 1000;
  };
}

/** The timestamp of a report has 32 bits, that of a frame has been counted on. */
function byReport({ codec, timestamp }: Frame, report: SenderReport): number {
  return report.seconds + ((timestamp - report.timestamp) | 0) / clockRates[codec];
}
