import type { IconNode } from 'lucide';
import type { PanelName } from '../session.ts';
import { useSession } from '../session-context.ts';
import { MenuItem } from './menu-item.tsx';

interface PanelItemProps {
  readonly icon: IconNode;
  readonly label: string;
  readonly opens: PanelName;
}

/** Opens a panel beside the call. */
export function PanelItem({ icon, label, opens }: PanelItemProps) {
  const { panel } = useSession();
  const open = () => {
    panel.value = opens;
  };
  return <MenuItem icon={icon} label={label} onSelect={open} />;
}
