import { useState } from 'preact/hooks';
import type { CallSnapshot } from '../../call/state.ts';
import { append } from '../../call/statistics/bounded.ts';
import type { LogEntry } from '../../call/statistics/call-log.ts';

const MAX_ENTRIES = 50;

/** What happened since the screen was opened. */
export function useLog() {
  const [log, setLog] = useState<readonly LogEntry[]>([]);
  async function write(now: CallSnapshot, before: CallSnapshot): Promise<void> {
    const at = Date.now();
    // Shared with the log of calls. Promises keep their order.
    const { callHappenings } = await import('../../call/statistics/call-log.ts');
    const entries = callHappenings(before, now).map((happening) => ({ at, ...happening }));
    setLog((known) => entries.reduce((list, entry) => append(list, entry, MAX_ENTRIES), known));
  }
  return { log, write: (now: CallSnapshot, before: CallSnapshot) => void write(now, before) };
}
