import type { IconNode } from 'lucide';
import { Icon } from '../parts/icon.tsx';

interface MenuItemProps {
  readonly icon: IconNode;
  readonly label: string;
  /** Given where the item switches something on and off. */
  readonly isOn?: boolean;
  readonly onSelect: () => void;
}

/** One line of the menu *More*. It closes the menu, whatever it does (see more.tsx). */
export function MenuItem({ icon, label, isOn, onSelect }: MenuItemProps) {
  const isSwitch = isOn !== undefined;
  return (
    <button
      type="button"
      class="menu-item"
      role={isSwitch ? 'menuitemcheckbox' : 'menuitem'}
      {...(isSwitch && { 'aria-checked': isOn })}
      tabIndex={-1}
      onClick={onSelect}
    >
      <Icon of={icon} />
      <span>{label}</span>
    </button>
  );
}
