import { panelWords } from '../locales/panel-words.ts';
import { useSession } from '../session-context.ts';
import { HideableNote } from './hideable-note.tsx';

/** A film ended that nobody stopped. */
export function RecordingNote() {
  const { isCut } = useSession().recorder;
  const hide = () => {
    isCut.value = false;
  };
  if (!isCut.value) return null;
  return (
    <div role="alert">
      <HideableNote sentence={panelWords.value.recordingCut} onHide={hide} />
    </div>
  );
}
