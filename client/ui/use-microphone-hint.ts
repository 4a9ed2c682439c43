import { useEffect, useState } from 'preact/hooks';
import { watchLevel } from '../media/level.ts';
import { useSession } from './session-context.ts';

export type MicrophoneHint = 'muted' | 'dead';

/** Louder than a room, as loud as somebody who talks. */
const TALKING = 0.35;
/** So many tenths of a second of talking in the last three seconds. */
const ENOUGH = 6;
const WINDOW_MS = 3_000;
/** Real microphones are never quite silent. */
const DEAD_MS = 10_000;
const SHOWN_MS = 5_000;
/** A hint takes seconds anyway. To listen opens a device, which a call that begins would wait for. */
const LISTEN_AFTER_MS = 1_000;

/** Somebody talks while muted, or a microphone that is on gives nothing at all. */
export function useMicrophoneHint(): MicrophoneHint | null {
  const { media } = useSession();
  const { held, track } = media.value.microphone;
  const isMuted = held !== null && track === null;
  const [hint, setHint] = useState<MicrophoneHint | null>(null);
  useEffect(() => {
    setHint(null);
    if (!held) return;
    let stop: (() => void) | undefined;
    const timer = setTimeout(() => {
      stop = isMuted ? watchTalking(held, setHint) : watchSilence(held, setHint);
    }, LISTEN_AFTER_MS);
    return () => {
      clearTimeout(timer);
      stop?.();
    };
  }, [held, isMuted]);
  return hint;
}

type Show = (hint: MicrophoneHint | null) => void;

/** On a copy that is not muted and goes nowhere. */
function watchTalking(held: MediaStreamTrack, show: Show): () => void {
  const copy = held.clone();
  copy.enabled = true;
  let loud: number[] = [];
  const stop = watchLevel(copy, (level) => {
    const now = performance.now();
    loud = loud.filter((time) => time > now - WINDOW_MS);
    if (level < TALKING) return;
    loud.push(now);
    if (loud.length < ENOUGH) return;
    loud = [];
    show('muted');
    setTimeout(() => show(null), SHOWN_MS);
  });
  return () => {
    stop();
    copy.stop();
  };
}

function watchSilence(held: MediaStreamTrack, show: Show): () => void {
  let heardAt = performance.now();
  let isDead = false;
  return watchLevel(held, (level) => {
    if (level > 0) heardAt = performance.now();
    const seemsDead = performance.now() - heardAt > DEAD_MS;
    if (seemsDead !== isDead) show(seemsDead ? 'dead' : null);
    isDead = seemsDead;
  });
}
