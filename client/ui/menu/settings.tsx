import { SlidersHorizontal } from 'lucide';
import { words } from '../locales/words.ts';
import { PanelItem } from './panel-item.tsx';

export function SettingsItem() {
  return <PanelItem icon={SlidersHorizontal} label={words.value.settings} opens="settings" />;
}
