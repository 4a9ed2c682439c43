import { Maximize } from 'lucide';
import { isFullScreen, toggleFullScreen } from '../full-screen.ts';
import { words } from '../locales/words.ts';
import { MenuItem } from './menu-item.tsx';

export function FullScreenItem() {
  if (!document.fullscreenEnabled) return null;
  return (
    <MenuItem
      icon={Maximize}
      label={words.value.fullScreen}
      isOn={isFullScreen()}
      onSelect={toggleFullScreen}
    />
  );
}
