import { Phone } from 'lucide';
import { words } from '../locales/words.ts';
import { Icon } from '../parts/icon.tsx';
import { useSession } from '../session-context.ts';

export function HangUpControl() {
  const { call } = useSession();
  const { hangUp } = call.value.actions;
  const label = words.value.hangUp;
  return (
    <button
      type="button"
      class="hang-up"
      aria-label={label}
      title={label}
      disabled={!hangUp}
      onClick={hangUp}
    >
      <Icon of={Phone} />
    </button>
  );
}
