import { Server } from 'lucide';
import { words } from '../locales/words.ts';
import { PanelItem } from './panel-item.tsx';

export function ServersItem() {
  return <PanelItem icon={Server} label={words.value.servers} opens="servers" />;
}
