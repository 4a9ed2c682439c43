import { SwitchCamera } from 'lucide';
import { words } from '../locales/words.ts';
import { Icon } from '../parts/icon.tsx';
import { useSession } from '../session-context.ts';
import { useMatches } from '../use-matches.ts';

/** The camera on the other side of a phone. */
export function FlipControl() {
  const { media, flip } = useSession();
  const isTouched = useMatches('(pointer: coarse)');
  const { camera, list } = media.value;
  if (!isTouched || list.cameras.length < 2 || !camera.isDesired) return null;
  const label = words.value.flip;
  return (
    <button
      type="button"
      class="round"
      aria-label={label}
      title={label}
      aria-busy={camera.isPending}
      onClick={flip}
    >
      <Icon of={SwitchCamera} />
    </button>
  );
}
