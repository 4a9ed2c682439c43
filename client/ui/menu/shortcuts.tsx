import { Keyboard } from 'lucide';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';
import { useMatches } from '../use-matches.ts';
import { MenuItem } from './menu-item.tsx';

/** Where there is a keyboard: what has no fine pointer has hardly one. */
export function ShortcutsItem() {
  const { panel } = useSession();
  const hasKeyboard = useMatches('(any-pointer: fine)');
  if (!hasKeyboard) return null;
  return (
    <MenuItem
      icon={Keyboard}
      label={words.value.shortcuts}
      onSelect={() => {
        panel.value = 'shortcuts';
      }}
    />
  );
}
