import { useEffect, useRef, useState } from 'preact/hooks';
import type { PeerSnapshot } from '../../call/state.ts';
import type { Hands } from './hands.ts';
import { handsWords } from './hands-words.ts';

/** What has just happened, in a sentence for those who don't see it. */
export function useHandsNews(hands: Hands, { id, name }: PeerSnapshot): string {
  const [news, setNews] = useState('');
  const last = hands.shown.value.at(-1);
  useEffect(() => {
    if (!last) return;
    const { youSent, theySent, reaction } = handsWords.value;
    const what = reaction[last.reaction];
    setNews(hands.isMine(last) ? youSent(what) : theySent(name, what));
  }, [last?.serial]);
  useTurns(hands.isUp(id), (isUp) => {
    const { theirHandIsUp, theirHandIsDown } = handsWords.value;
    setNews(isUp ? theirHandIsUp(name) : theirHandIsDown(name));
  });
  useTurns(hands.isMineUp.value, (isUp) => {
    const { yourHandIsUp, yourHandIsDown } = handsWords.value;
    setNews(isUp ? yourHandIsUp : yourHandIsDown);
  });
  return news;
}

/** Called as a hand goes up, and down again. */
function useTurns(isUp: boolean, onTurn: (isUp: boolean) => void): void {
  const wasUp = useRef(false);
  useEffect(() => {
    if (isUp !== wasUp.current) onTurn(isUp);
    wasUp.current = isUp;
  }, [isUp]);
}
