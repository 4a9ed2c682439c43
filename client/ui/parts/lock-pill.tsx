import { Lock } from 'lucide';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';
import { Icon } from './icon.tsx';

/** As long as nobody new comes in without knocking. */
export function LockPill() {
  const { lock } = useSession().access;
  const { locked, roomIsLocked } = words.value;
  return (
    <p class="locked" aria-live="polite">
      {lock.isLocked.value && (
        <span class="pill">
          <Icon of={Lock} />
          <span aria-hidden="true">{locked}</span>
          <span class="visually-hidden">{roomIsLocked}</span>
        </span>
      )}
    </p>
  );
}
