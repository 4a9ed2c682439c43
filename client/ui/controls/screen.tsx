import { ScreenShare, ScreenShareOff } from 'lucide';
import { words } from '../locales/words.ts';
import { Icon } from '../parts/icon.tsx';
import { useSession } from '../session-context.ts';

/** Shows a screen, a window or a tab in the camera's place. Phones' browsers have none to show. */
export function ScreenControl() {
  const { other, sharing } = useSession();
  if (!sharing.isPossible || !other.value) return null;
  const isOn = sharing.screen.value !== null;
  const label = words.value.shareScreen;
  return (
    <button
      type="button"
      role="switch"
      class={`round ${isOn ? 'on' : ''}`}
      aria-label={label}
      aria-checked={isOn}
      title={label}
      onClick={sharing.toggle}
    >
      <Icon of={isOn ? ScreenShareOff : ScreenShare} />
    </button>
  );
}
