import { useEffect } from 'preact/hooks';
import type { PeerSnapshot } from '../../call/state.ts';
import { useSession } from '../session-context.ts';

/** Where on the page there is something of hands, once it is loaded. */

interface TheirsProps {
  readonly peer: PeerSnapshot;
}

/** Among the entries of the menu *More*. */
export function HandsItems() {
  const parts = useSession().hands.loaded.value;
  return parts && <parts.HandsMenu hands={parts.hands} />;
}

/** Beside the name of the other person. */
export function HandPill({ peer }: TheirsProps) {
  const parts = useSession().hands.loaded.value;
  return parts && <parts.TheirHand hands={parts.hands} peer={peer} />;
}

/** Over the picture of the other person. */
export function TheirHands({ peer }: TheirsProps) {
  const { hands } = useSession();
  const parts = hands.loaded.value;
  useEffect(hands.load, []);
  return parts && <parts.TheirReactions hands={parts.hands} peer={peer} />;
}

/** Over one's own picture. */
export function OwnHands() {
  const parts = useSession().hands.loaded.value;
  return parts && <parts.OwnReactions hands={parts.hands} />;
}
