import type { LogEntry } from '../../call/statistics/call-log.ts';
import { panelWords } from '../locales/panel-words.ts';
import { useSession } from '../session-context.ts';

/** What happened in the call, the newest first. */
export function LogList() {
  const { log } = useSession().chronicle;
  return (
    <ol class="call-log" aria-label={panelWords.value.log}>
      {log.value.toReversed().map((entry, index) => (
        <Entry key={log.value.length - index} entry={entry} />
      ))}
    </ol>
  );
}

function Entry({ entry: { at, event, detail } }: { readonly entry: LogEntry }) {
  const time = new Date(at).toLocaleTimeString([], { timeStyle: 'medium' });
  return (
    <li>
      <time dateTime={new Date(at).toISOString()}>{time}</time>
      <span>
        {panelWords.value.happened[event]}
        {detail !== null && <small> {detail}</small>}
      </span>
    </li>
  );
}
