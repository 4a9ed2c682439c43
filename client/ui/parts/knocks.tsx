import { BellRing } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Knocker } from '../access/knockers.ts';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';
import { useHandOnFocus } from '../use-hand-on-focus.ts';
import { Icon } from './icon.tsx';

/** Who waits at the door, over whatever else is shown: they wait for an answer. */
export function Knocks() {
  const { knockers } = useSession().access;
  const waiting = knockers.waiting.value;
  const news = useNews(waiting);
  return (
    <>
      <p class="visually-hidden" aria-live="polite">
        {news}
      </p>
      {waiting.length > 0 && (
        <section class="knocks" aria-label={words.value.knocks}>
          <ul>
            {waiting.map((knocker) => (
              <KnockCard key={knocker.id} knocker={knocker} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** A name is whatever somebody outside has written: it is text, and stays in its line. */
function KnockCard({ knocker: { id, name } }: { readonly knocker: Knocker }) {
  const { knockers } = useSession().access;
  const text = words.value;
  const hasSeat = knockers.hasFreeSeat.value;
  const noteId = `knock-${id}`;
  const own = useRef<HTMLLIElement>(null);
  // To the card itself: a key that is pressed twice answers nobody else.
  useHandOnFocus(own, '.knock');
  return (
    <li class="knock" ref={own} tabIndex={-1}>
      <Icon of={BellRing} />
      <p>
        <b>
          <bdi>{name ?? text.somebody}</bdi>
        </b>
        <span id={noteId}>{hasSeat ? text.atTheDoor : text.noFreeSeat}</span>
      </p>
      <div class="knock-answer">
        <button
          type="button"
          class="quiet"
          aria-label={text.notNowTo(name)}
          onClick={() => knockers.answer(id, false)}
        >
          {text.notNow}
        </button>
        <button
          type="button"
          class="primary"
          disabled={!hasSeat}
          aria-label={text.letInWho(name)}
          aria-describedby={noteId}
          onClick={() => knockers.answer(id, true)}
        >
          {text.letIn}
        </button>
      </div>
    </li>
  );
}

/** Of those who have just come, once. */
function useNews(waiting: readonly Knocker[]): string {
  const known = useRef<readonly Knocker[]>([]);
  const [news, setNews] = useState('');
  useEffect(() => {
    const arrived = waiting.filter(({ id }) => !known.current.some((one) => one.id === id));
    known.current = waiting;
    const said = arrived.map(({ name }) => words.value.isAtTheDoor(name)).join(' ');
    if (said || waiting.length === 0) setNews(said);
  }, [waiting]);
  return news;
}
