import type { Incoming } from '../incoming.ts';
import type { OutgoingRing } from '../outgoing-ring.ts';
import { directoryText } from '../words/directory-text.ts';

interface MissedProps {
  readonly incoming: Incoming;
  readonly outgoing: OutgoingRing;
}

/** Who rang in vain, on this device. */
export function Missed({ incoming, outgoing }: MissedProps) {
  const missed = incoming.missed.value;
  const text = directoryText.value;
  if (missed.length === 0) return null;
  return (
    <section aria-labelledby="missed-title">
      <div class="directory-head">
        <h3 id="missed-title">{text.missed}</h3>
        <button type="button" class="link" onClick={incoming.forgetMissed}>
          {text.forget}
        </button>
      </div>
      <ul>
        {missed.map(({ who, from, at }) => (
          <li key={at} class="directory-line">
            <span>
              <bdi>{who ?? from ?? text.somebody}</bdi>
              <small>{text.at(at)}</small>
            </span>
            {from !== null && (
              <button
                type="button"
                class="quiet"
                aria-label={text.callWho(from)}
                onClick={() => outgoing.ring(from)}
              >
                {text.call}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
