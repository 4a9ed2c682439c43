import { UserPlus } from 'lucide';
import { words } from '../locales/words.ts';
import { PanelItem } from './panel-item.tsx';

export function InviteItem() {
  return <PanelItem icon={UserPlus} label={words.value.invite} opens="invite" />;
}
