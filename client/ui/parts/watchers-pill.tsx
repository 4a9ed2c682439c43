import { Eye } from 'lucide';
import { panelWords } from '../locales/panel-words.ts';
import { useSession } from '../session-context.ts';
import { Icon } from './icon.tsx';

/** Whoever talks knows that somebody only watches. */
export function WatchersPill() {
  const { watchers } = useSession().call.value;
  return (
    <p class="locked" aria-live="polite">
      {watchers > 0 && (
        <span class="pill">
          <Icon of={Eye} />
          {panelWords.value.watched(watchers)}
        </span>
      )}
    </p>
  );
}
