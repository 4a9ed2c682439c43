import { Paperclip } from 'lucide';
import { useRef } from 'preact/hooks';
import { words } from '../locales/words.ts';
import { Icon } from '../parts/icon.tsx';
import { useSession } from '../session-context.ts';

/** Chooses files to send; there while there is somebody to send them to. */
export function FilesControl() {
  return <FilesButton class="round" />;
}

/** The same beside the message: on a phone the bar is full. */
export function FilesButton({ class: look }: { readonly class: string }) {
  const { other, call, sendFiles } = useSession();
  const input = useRef<HTMLInputElement>(null);
  if (!other.value) return null;
  const label = words.value.sendFiles;
  return (
    <>
      <button
        type="button"
        class={`${look} choose-files`}
        aria-label={label}
        title={label}
        disabled={!call.value.actions.sendFiles}
        onClick={() => input.current?.click()}
      >
        <Icon of={Paperclip} />
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          sendFiles([...(currentTarget.files ?? [])]);
          // So that the same file can be chosen again.
          currentTarget.value = '';
        }}
      />
    </>
  );
}
