import { CircleAlert, File, FileCheck } from 'lucide';
import type { FileSnapshot } from '../../call/files/file-snapshot.ts';
import { panelWords } from '../locales/panel-words.ts';
import { Icon } from '../parts/icon.tsx';
import { useSession } from '../session-context.ts';
import { sizeText, speedText, timeText, typeText } from './file-amounts.ts';
import { FileButtons } from './file-buttons.tsx';
import { stateText } from './state-text.ts';
import { Thumbnail } from './thumbnail.tsx';

const icons = { done: FileCheck, failed: CircleAlert };

/** One file in the chat. News of it are announced once for the whole page, not here. */
export function FileRow({ file }: { readonly file: FileSnapshot }) {
  const { from, name, state } = file;
  const { other } = useSession();
  // It stands still, since the connection does.
  const isWaiting = other.value?.connection !== 'connected';
  const isOffer = from === 'them' && state.kind === 'offered';
  const icon = state.kind === 'done' || state.kind === 'failed' ? icons[state.kind] : File;
  return (
    <div class={`file ${state.kind}`} aria-live="off">
      {state.kind === 'done' && state.content && (
        <Thumbnail content={state.content} mime={file.mime} name={name} />
      )}
      <div class="file-line">
        <Icon of={icon} />
        <div class="file-words">
          <b>
            <bdi>{name}</bdi>
          </b>
          <span>{isOffer ? offerText(file) : details(file, isWaiting)}</span>
          {state.kind === 'moving' && (
            <progress value={state.bytes} max={Math.max(1, file.size)} aria-label={name} />
          )}
        </div>
        <FileButtons file={file} />
      </div>
    </div>
  );
}

function offerText({ name, mime, size }: FileSnapshot): string {
  return joined([typeText(name, mime), sizeText(size)]);
}

function details(file: FileSnapshot, isWaiting: boolean): string {
  const { size, state } = file;
  if (state.kind !== 'moving') return joined([sizeText(size), stateText(file)]);
  const { fileProgress, fileTimeLeft, fileWaits } = panelWords.value;
  const amount = fileProgress(sizeText(state.bytes), sizeText(size));
  const speed = state.bytesPerSecond;
  if (isWaiting) return joined([amount, fileWaits]);
  if (speed === null) return amount;
  const left = timeText((size - state.bytes) / speed);
  return joined([amount, speedText(speed), left === null ? '' : fileTimeLeft(left)]);
}

const joined = (parts: readonly string[]) => parts.filter((part) => part !== '').join(' · ');
