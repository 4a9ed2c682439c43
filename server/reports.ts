import type { Report } from '../protocol/ice.ts';
import type { MemberId, RoomId } from '../protocol/ids.ts';
import { type Log, roomTag } from './log.ts';
import type { Tally } from './tally.ts';

/** Counts what members say of their connections, with a line in the log for each. */
export function createReports(
  tally: Tally,
  log: Log,
): (room: RoomId, member: MemberId, report: Report) => void {
  return (room, member, report) => {
    const sinceStart = tally.reported(report);
    const where = { room: roomTag(room), member };
    if (report === 'direct' || report === 'relayed')
      log.info('connected', { ...where, way: report });
    else log.warn('no connection', { ...where, verdict: report, sinceStart });
  };
}
