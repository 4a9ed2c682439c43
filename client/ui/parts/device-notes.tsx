import { useState } from 'preact/hooks';
import { useSession } from '../session-context.ts';
import { deviceSentences } from './device-problem.tsx';
import { HideableNote } from './hideable-note.tsx';

/** In a call: what is wrong with the devices, each until it is put away. */
export function DeviceNotes() {
  const { media } = useSession();
  return (
    <div class="problems" aria-live="polite">
      {deviceSentences(media.value).map((sentence) => (
        <DeviceNote key={sentence} sentence={sentence} />
      ))}
    </div>
  );
}

/** It is said again where the same happens once more. */
function DeviceNote({ sentence }: { readonly sentence: string }) {
  const [isHidden, setHidden] = useState(false);
  return isHidden ? null : <HideableNote sentence={sentence} onHide={() => setHidden(true)} />;
}
