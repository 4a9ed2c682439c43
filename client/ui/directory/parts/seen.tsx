import type { CalledName } from '../../../../extensions/directory/called-name.ts';
import type { Found } from '../outgoing-ring.ts';
import { directoryText, problemText } from '../words/directory-text.ts';

interface SeenProps {
  /** A code where the server doesn't say; null until it has answered. */
  readonly found: Found | string | null;
  /** Who looks is not shown to themselves. */
  readonly own: CalledName | null;
  readonly onCall: (name: CalledName) => void;
}

/** Who lets themselves be seen. */
export function Seen({ found, own, onCall }: SeenProps) {
  const text = directoryText.value;
  return (
    <section aria-labelledby="seen-title">
      <h3 id="seen-title">{text.reachableNow}</h3>
      {typeof found === 'string' && <p class="dim">{problemText(found)}</p>}
      {typeof found === 'object' && found && (
        <Names names={found.names.filter((name) => name !== own)} onCall={onCall} />
      )}
      {typeof found === 'object' && found?.hasMore && <p class="dim">{text.andMore}</p>}
    </section>
  );
}

interface NamesProps {
  readonly names: readonly CalledName[];
  readonly onCall: (name: CalledName) => void;
}

function Names({ names, onCall }: NamesProps) {
  const text = directoryText.value;
  if (names.length === 0) return <p class="dim">{text.nobodySeen}</p>;
  return (
    <ul>
      {names.map((name) => (
        <li key={name} class="directory-line">
          <bdi>{name}</bdi>
          <button
            type="button"
            class="quiet"
            aria-label={text.callWho(name)}
            onClick={() => onCall(name)}
          >
            {text.call}
          </button>
        </li>
      ))}
    </ul>
  );
}
