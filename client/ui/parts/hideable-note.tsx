import { X } from 'lucide';
import { useRef } from 'preact/hooks';
import { words } from '../locales/words.ts';
import { useHandOnFocus } from '../use-hand-on-focus.ts';
import { Icon } from './icon.tsx';

interface HideableNoteProps {
  readonly sentence: string;
  readonly onHide: () => void;
}

/** A sentence over the other person, who would rather be seen. */
export function HideableNote({ sentence, onHide }: HideableNoteProps) {
  const own = useRef<HTMLDivElement>(null);
  useHandOnFocus(own);
  return (
    <div class="problem" ref={own}>
      <p>{sentence}</p>
      <button type="button" aria-label={words.value.hide} onClick={onHide}>
        <Icon of={X} />
      </button>
    </div>
  );
}
