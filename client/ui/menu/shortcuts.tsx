import { Keyboard } from 'lucide';
import { words } from '../locales/words.ts';
import { useMatches } from '../use-matches.ts';
import { PanelItem } from './panel-item.tsx';

/** Where there is a keyboard: what has no fine pointer has hardly one. */
export function ShortcutsItem() {
  const hasKeyboard = useMatches('(any-pointer: fine)');
  if (!hasKeyboard) return null;
  return <PanelItem icon={Keyboard} label={words.value.shortcuts} opens="shortcuts" />;
}
