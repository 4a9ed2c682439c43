import { useEffect, useState } from 'preact/hooks';
import { watchLevel } from '../../media/level.ts';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';

const BARS = 8;

/** How loud the microphone is, as a person speaks into it. */
export function LevelMeter() {
  const { media } = useSession();
  const { track } = media.value.microphone;
  const [level, setLevel] = useState(0);
  useEffect(() => {
    setLevel(0);
    return track ? watchLevel(track, setLevel) : undefined;
  }, [track]);
  if (!track) return null;
  const lit = Math.round(level * BARS);
  return (
    <div class="level">
      <meter
        class="visually-hidden"
        aria-label={words.value.microphoneLevel}
        max={BARS}
        value={lit}
      />
      <span aria-hidden="true">
        {Array.from({ length: BARS }, (_, bar) => (
          <i key={bar} class={bar < lit ? 'lit' : ''} />
        ))}
      </span>
    </div>
  );
}
