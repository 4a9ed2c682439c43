import { MessageSquare } from 'lucide';
import { words } from '../locales/words.ts';
import { Icon } from '../parts/icon.tsx';
import { useSession } from '../session-context.ts';

/** Opens and closes the chat; there while there is somebody to write to. */
export function ChatControl() {
  const { other, panel, unread } = useSession();
  const isOpen = panel.value === 'chat';
  if (!other.value) return null;
  const text = words.value;
  const label = text.chatPanel;
  const lines = unread.value;
  return (
    <button
      type="button"
      class={`round ${isOpen ? 'on' : ''}`}
      aria-label={lines > 0 ? `${label}, ${text.unread(lines)}` : label}
      aria-expanded={isOpen}
      data-opens="chat"
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
