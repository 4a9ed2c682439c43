import { ChartNoAxesColumn } from 'lucide';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';
import { MenuItem } from './menu-item.tsx';

export function QualityItem() {
  const { other, panel } = useSession();
  if (!other.value) return null;
  return (
    <MenuItem
      icon={ChartNoAxesColumn}
      label={words.value.quality}
      onSelect={() => {
        panel.value = 'quality';
      }}
    />
  );
}
