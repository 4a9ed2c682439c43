import { UserPlus } from 'lucide';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';
import { MenuItem } from './menu-item.tsx';

export function InviteItem() {
  const { panel } = useSession();
  return (
    <MenuItem
      icon={UserPlus}
      label={words.value.invite}
      onSelect={() => {
        panel.value = 'invite';
      }}
    />
  );
}
