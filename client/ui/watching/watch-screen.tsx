import { useEffect, useState } from 'preact/hooks';
import type { RoomId } from '../../../protocol/ids.ts';
import type { CallSnapshot } from '../../call/state.ts';
import { Top } from '../parts/top.tsx';
import { roomTitle } from '../room-name.ts';
import { useDocumentTitle } from '../use-document-title.ts';
import { useWakeLock } from '../use-wake-lock.ts';
import { type Place, placesAfter } from './places.ts';
import { useWatching } from './use-watching.ts';
import { Wall } from './wall.tsx';
import { WatchDoor } from './watch-door.tsx';
import { WatchHead } from './watch-head.tsx';
import { watchingText } from './watching-text.ts';

/** Every picture of a room, for whoever sends none. */
export function WatchScreen({ room }: { readonly room: RoomId }) {
  const [places, setPlaces] = useState<readonly Place[]>([]);
  const [hasFigures, setFigures] = useState(false);
  const { call, snapshot, enter } = useWatching(room, ({ peers }) =>
    setPlaces((before) => placesAfter(before, peers)),
  );
  const text = watchingText.value;
  const title = text.wall(roomTitle(room));
  const { status } = snapshot;
  useDocumentTitle(title);
  useWakeLock(true);
  useEffect(enter, []);
  return (
    <div class="watch">
      <Top />
      <main>
        <WatchHead title={title} note={noteOf(snapshot, places)}>
          <button
            type="button"
            role="switch"
            class="quiet"
            aria-checked={hasFigures}
            onClick={() => setFigures(!hasFigures)}
          >
            {text.statistics}
          </button>
        </WatchHead>
        <div class="watch-stage">
          {status.kind === 'refused' && <WatchDoor problem={status.problem} onEnter={enter} />}
          {status.kind === 'waiting' && places.length === 0 && (
            <div class="watch-empty">
              <h2>{text.nobody}</h2>
              <p>{text.nobodySentence(roomTitle(room))}</p>
            </div>
          )}
          {status.kind !== 'refused' && places.length > 0 && (
            <Wall
              call={call}
              places={places}
              hasFigures={hasFigures}
              onRemove={(key) => setPlaces(places.filter((place) => place.key !== key))}
            />
          )}
        </div>
      </main>
    </div>
  );
}

/** In the line that is announced. */
function noteOf({ status, isServerReachable }: CallSnapshot, places: readonly Place[]): string {
  const text = watchingText.value;
  if (status.kind === 'refused') return '';
  if (['idle', 'joining', 'ended'].includes(status.kind)) return text.entering;
  if (!isServerReachable) return text.serverAway;
  const gone = places.filter(({ peer }) => peer === null);
  const names = gone.map(({ name }) => `${name ?? text.somebody}: ${text.state.gone}`);
  return [text.pictures(places.length - gone.length), ...names].join(' · ');
}
