import { X } from 'lucide';
import { panelWords } from '../locales/panel-words.ts';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';
import { Icon } from './icon.tsx';

/** A film ended that nobody stopped. */
export function RecordingNote() {
  const { isCut } = useSession().recorder;
  const hide = () => {
    isCut.value = false;
  };
  if (!isCut.value) return null;
  return (
    <div class="problem" role="alert">
      <p>{panelWords.value.recordingCut}</p>
      <button type="button" aria-label={words.value.hide} onClick={hide}>
        <Icon of={X} />
      </button>
    </div>
  );
}
