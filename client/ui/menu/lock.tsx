import { Lock } from 'lucide';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';
import { MenuItem } from './menu-item.tsx';

/** Whoever is in stays, and comes back; whoever is new has to knock. */
export function LockItem() {
  const { lock } = useSession().access;
  return (
    <MenuItem
      icon={Lock}
      label={words.value.lockRoom}
      isOn={lock.isLocked.value}
      onSelect={lock.toggle}
    />
  );
}
