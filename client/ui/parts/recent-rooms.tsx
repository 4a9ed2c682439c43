import { words } from '../locales/words.ts';
import { roomTitle } from '../room-name.ts';
import { useSession } from '../session-context.ts';
import { PageLink } from './page-link.tsx';

/** The rooms that were called in on this device. */
export function RecentRooms() {
  const { recent, router, forgetRecent } = useSession();
  const text = words.value;
  if (recent.value.length === 0) return null;
  return (
    <section class="recent" aria-labelledby="recent-title">
      <div class="recent-head">
        <h2 id="recent-title">{text.recentRooms}</h2>
        <button type="button" class="link" onClick={forgetRecent}>
          {text.forgetRecent}
        </button>
      </div>
      <ul>
        {recent.value.map(({ room, at, lastedMs }) => (
          <li key={room}>
            <PageLink to={router.paths.room(room)}>
              <b>{roomTitle(room)}</b>
              <span>{text.recentCall(daysAgo(at), at, lastedMs)}</span>
            </PageLink>
          </li>
        ))}
      </ul>
    </section>
  );
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** By the calendar: what was before midnight was yesterday. */
function daysAgo(at: number): number {
  const midnight = new Date().setHours(0, 0, 0, 0);
  return at >= midnight ? 0 : Math.ceil((midnight - at) / DAY_MS);
}
