import { useEffect, useRef, useState } from 'preact/hooks';
import type { PeerSnapshot } from '../../call/state.ts';
import { panelWords } from '../locales/panel-words.ts';

interface Sent {
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly screen: boolean;
}

/** What is expected of whoever comes. */
const usual: Sent = { microphone: true, camera: true, screen: false };

/** Says what the other side switches on and off, for those who don't see it. */
export function PeerNews({ peer: { name, isSending } }: { readonly peer: PeerSnapshot }) {
  const known = useRef(usual);
  const [news, setNews] = useState('');
  useEffect(() => {
    const now = sentNow(isSending, known.current);
    const said = sentencesFor(name, known.current, now);
    known.current = now;
    if (said) setNews(said);
  }, [isSending]);
  return (
    <p class="visually-hidden" aria-live="polite">
      {news}
    </p>
  );
}

/** A picture that is paused was not switched off, and a screen in the camera's place says nothing of the camera. */
function sentNow(isSending: PeerSnapshot['isSending'], before: Sent): Sent {
  if (!isSending) return before;
  const { microphone, camera, screen, isPaused } = isSending;
  if (isPaused) return { ...before, microphone };
  return { microphone, camera: screen ? before.camera : camera, screen };
}

function sentencesFor(name: string | null, before: Sent, now: Sent): string {
  const { theirMicrophone, theirCamera, theirScreen } = panelWords.value;
  const sentences = [
    before.microphone !== now.microphone && theirMicrophone(name, now.microphone),
    before.camera !== now.camera && theirCamera(name, now.camera),
    before.screen !== now.screen && theirScreen(name, now.screen),
  ];
  return sentences.filter(Boolean).join(' ');
}
