import * as v from 'valibot';
import { speaker } from './finding.ts';
import type { Check } from './world.ts';

/** Each connection is an open file; below this a busy evening is too much. */
const LEAST = 4096;

const say = speaker('open files');

const report = v.object({
  userLimits: v.object({
    open_files: v.object({ soft: v.union([v.number(), v.literal('unlimited')]) }),
  }),
});

export const checkOpenFiles: Check = ({ openFiles }) => {
  if (openFiles === null) return [];
  if (openFiles >= LEAST) return [say.good(`A process may hold ${openFiles} files open here.`)];
  return [
    say.fault(
      `A process may hold only ${openFiles} files open here, and each connection is one.`,
      `Raise the limit to ${LEAST} or more: LimitNOFILE= in the unit of systemd, or "ulimit -Hn" in the shell that starts Parley.`,
    ),
  ];
};

/** Of this process: Node has raised it as far as it may, as it does for the server. */
export function readOpenFiles(): number | null {
  const parsed = v.safeParse(report, process.report.getReport());
  if (!parsed.success) return null;
  const { soft } = parsed.output.userLimits.open_files;
  return soft === 'unlimited' ? Number.POSITIVE_INFINITY : soft;
}
