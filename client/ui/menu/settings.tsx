import { SlidersHorizontal } from 'lucide';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';
import { MenuItem } from './menu-item.tsx';

export function SettingsItem() {
  const { panel } = useSession();
  return (
    <MenuItem
      icon={SlidersHorizontal}
      label={words.value.settings}
      onSelect={() => {
        panel.value = 'settings';
      }}
    />
  );
}
