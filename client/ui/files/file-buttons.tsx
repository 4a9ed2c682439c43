import { Download, X } from 'lucide';
import { useState } from 'preact/hooks';
import type { FileSnapshot } from '../../call/files/file-snapshot.ts';
import { MAX_IN_MEMORY_BYTES } from '../../media/file-sinks/open-sink.ts';
import { panelWords } from '../locales/panel-words.ts';
import { words } from '../locales/words.ts';
import { Icon } from '../parts/icon.tsx';
import { acceptFile } from './accept-file.ts';
import { sizeText } from './file-amounts.ts';
import { saveFile } from './save-file.ts';

/** What can be done with a file now. */
export function FileButtons({ file }: { readonly file: FileSnapshot }) {
  const { cancel, accept } = file.actions;
  const { cancelFile, saveFile: saveWord } = words.value;
  if (accept) return <Answer file={file} />;
  if (cancel) return <SmallButton icon={X} label={cancelFile(file.name)} onPress={cancel} />;
  const content = file.state.kind === 'done' && file.from === 'them' ? file.state.content : null;
  if (!content) return null;
  const save = () => saveFile(content, file.name);
  return <SmallButton icon={Download} label={saveWord(file.name)} onPress={save} />;
}

interface SmallButtonProps {
  readonly icon: typeof X;
  readonly label: string;
  readonly onPress: () => void;
}

function SmallButton({ icon, label, onPress }: SmallButtonProps) {
  return (
    <button type="button" class="quiet square" aria-label={label} title={label} onClick={onPress}>
      <Icon of={icon} />
    </button>
  );
}

function Answer({ file }: { readonly file: FileSnapshot }) {
  const [isBusy, setBusy] = useState(false);
  const [isTooLarge, setTooLarge] = useState(false);
  const text = words.value;
  const accept = async () => {
    setBusy(true);
    setTooLarge((await acceptFile(file)) === 'too-large');
    setBusy(false);
  };
  return (
    <div class="file-answer">
      {isTooLarge && (
        <p role="alert">{panelWords.value.fileTooLarge(sizeText(MAX_IN_MEMORY_BYTES))}</p>
      )}
      <button
        type="button"
        class="primary"
        disabled={isBusy}
        aria-label={text.acceptFile(file.name)}
        onClick={() => void accept()}
      >
        {text.accept}
      </button>
      <button
        type="button"
        class="quiet"
        aria-label={text.declineFile(file.name)}
        onClick={file.actions.decline}
      >
        {text.decline}
      </button>
    </div>
  );
}
