import { Hand } from 'lucide';
import type { PeerSnapshot } from '../../call/state.ts';
import { Icon } from '../parts/icon.tsx';
import type { Hands } from './hands.ts';
import { handsWords } from './hands-words.ts';

interface TheirHandProps {
  readonly hands: Hands;
  readonly peer: PeerSnapshot;
}

/** As long as the other person's hand is up. That it went up is announced where reactions are. */
export function TheirHand({ hands, peer: { id, name } }: TheirHandProps) {
  if (!hands.isUp(id)) return null;
  const { handIsUp, theirHandIsUp } = handsWords.value;
  return (
    <p class="hand">
      <span class="pill">
        <Icon of={Hand} />
        <span aria-hidden="true">{handIsUp}</span>
        <span class="visually-hidden">{theirHandIsUp(name)}</span>
      </span>
    </p>
  );
}
