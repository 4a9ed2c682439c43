import type { LogEntry, LogEvent } from '../../call/statistics/call-log.ts';
import { panelWords } from '../locales/panel-words.ts';

interface LogListProps {
  readonly log: readonly LogEntry[];
  readonly happened: Readonly<Record<LogEvent, string>>;
}

/** What happened in the call, the newest first. */
export function LogList({ log, happened }: LogListProps) {
  return (
    <ol class="call-log" aria-label={panelWords.value.log}>
      {log.toReversed().map((entry, index) => (
        <Entry key={log.length - index} entry={entry} what={happened[entry.event]} />
      ))}
    </ol>
  );
}

interface EntryProps {
  readonly entry: LogEntry;
  readonly what: string;
}

function Entry({ entry: { at, detail }, what }: EntryProps) {
  const time = new Date(at).toLocaleTimeString([], { timeStyle: 'medium' });
  return (
    <li>
      <time dateTime={new Date(at).toISOString()}>{time}</time>
      <span>
        {what}
        {detail !== null && <small> {detail}</small>}
      </span>
    </li>
  );
}
