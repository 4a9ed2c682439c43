import { Hand } from 'lucide';
import type { PeerSnapshot } from '../../call/state.ts';
import { Icon } from '../parts/icon.tsx';
import type { Hands, Shown } from './hands.ts';
import { handsWords } from './hands-words.ts';
import { useHandsNews } from './use-hands-news.ts';

interface HandsProps {
  readonly hands: Hands;
}

/** Over the other person's picture; here is said as well what everybody else sees. */
export function TheirReactions({ hands, peer }: HandsProps & { readonly peer: PeerSnapshot }) {
  const news = useHandsNews(hands, peer);
  return (
    <>
      <p class="visually-hidden" aria-live="polite">
        {news}
      </p>
      <Rising shown={hands.shown.value.filter((one) => !hands.isMine(one))} />
    </>
  );
}

/** Over one's own picture, with the hand while it is up. */
export function OwnReactions({ hands }: HandsProps) {
  const { yourHandIsUp } = handsWords.value;
  return (
    <>
      {hands.isMineUp.value && (
        <span class="own-hand" role="img" aria-label={yourHandIsUp}>
          <Icon of={Hand} />
        </span>
      )}
      <Rising shown={hands.shown.value.filter(hands.isMine)} />
    </>
  );
}

/** Side by side, so that of several each is seen. */
const COLUMNS = 5;

function Rising({ shown }: { readonly shown: readonly Shown[] }) {
  return (
    <div class="reactions" aria-hidden="true">
      {shown.map(({ serial, reaction }) => (
        <span key={serial} style={{ '--column': String((serial * 2) % COLUMNS) }}>
          {reaction}
        </span>
      ))}
    </div>
  );
}
