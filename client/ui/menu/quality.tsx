import { ChartNoAxesColumn } from 'lucide';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';
import { PanelItem } from './panel-item.tsx';

export function QualityItem() {
  const { other } = useSession();
  if (!other.value) return null;
  return <PanelItem icon={ChartNoAxesColumn} label={words.value.quality} opens="quality" />;
}
