import { MessageSquare } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import { words } from '../locales/words.ts';
import { Icon } from '../parts/icon.tsx';
import { useSession } from '../session-context.ts';
import { takeLostFocus } from '../take-lost-focus.ts';

/** Opens and closes the chat; there while there is somebody to write to. */
export function ChatControl() {
  const { other, panel, unread } = useSession();
  const button = useRef<HTMLButtonElement>(null);
  const isOpen = panel.value === 'chat';
  // Whoever closes the panel from within goes on here.
  useEffect(() => {
    if (!isOpen) takeLostFocus(button.current);
  }, [isOpen]);
  if (!other.value) return null;
  const text = words.value;
  const label = text.chatPanel;
  const lines = unread.value;
  return (
    <button
      ref={button}
      type="button"
      class={`round ${isOpen ? 'on' : ''}`}
      aria-label={lines > 0 ? `${label}, ${text.unread(lines)}` : label}
      aria-expanded={isOpen}
      title={label}
      onClick={() => {
        panel.value = isOpen ? null : 'chat';
      }}
    >
      <Icon of={MessageSquare} />
      {lines > 0 && <span class="badge">{lines}</span>}
    </button>
  );
}
