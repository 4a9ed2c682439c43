import { useEffect, useState } from 'preact/hooks';
import type { Found, OutgoingRing } from '../outgoing-ring.ts';
import type { Reachability } from '../reachability.ts';
import { directoryText, problemText } from '../words/directory-text.ts';

const LOOK_EVERY_MS = 15_000;

interface SeenProps {
  readonly outgoing: OutgoingRing;
  readonly reachability: Reachability;
}

/** Who lets themselves be seen. */
export function Seen({ outgoing, reachability }: SeenProps) {
  const { state, isSeen } = reachability;
  const own = state.value.kind === 'reachable' ? state.value.name : null;
  const found = useFound(outgoing, `${own} ${isSeen.value}`);
  const text = directoryText.value;
  const others = typeof found === 'object' ? found?.names.filter((name) => name !== own) : null;
  return (
    <section aria-labelledby="seen-title">
      <h3 id="seen-title">{text.reachableNow}</h3>
      {typeof found === 'string' && <p class="dim">{problemText(found)}</p>}
      {others?.length === 0 && <p class="dim">{text.nobodySeen}</p>}
      {others && others.length > 0 && (
        <ul>
          {others.map((name) => (
            <li key={name} class="directory-line">
              <bdi>{name}</bdi>
              <button
                type="button"
                class="quiet"
                aria-label={text.callWho(name)}
                onClick={() => outgoing.ring(name)}
              >
                {text.call}
              </button>
            </li>
          ))}
        </ul>
      )}
      {typeof found === 'object' && found?.hasMore && <p class="dim">{text.andMore}</p>}
    </section>
  );
}

/** Looked up again and again while it is shown, and when something about oneself has changed. */
function useFound(outgoing: OutgoingRing, changed: string): Found | string | null {
  const [found, setFound] = useState<Found | string | null>(null);
  useEffect(() => {
    let isShown = true;
    const look = async (): Promise<void> => {
      const seen = await outgoing.list();
      if (isShown) setFound(seen);
    };
    void look();
    const timer = setInterval(() => document.hidden || void look(), LOOK_EVERY_MS);
    return () => {
      isShown = false;
      clearInterval(timer);
    };
  }, [changed]);
  return found;
}
