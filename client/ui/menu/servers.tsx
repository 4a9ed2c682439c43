import { Server } from 'lucide';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';
import { MenuItem } from './menu-item.tsx';

export function ServersItem() {
  const { panel } = useSession();
  return (
    <MenuItem
      icon={Server}
      label={words.value.servers}
      onSelect={() => {
        panel.value = 'servers';
      }}
    />
  );
}
