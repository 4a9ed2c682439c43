import { MessageSquare } from 'lucide';
import { words } from '../locales/words.ts';
import { Icon } from '../parts/icon.tsx';
import { useSession } from '../session-context.ts';

/** Opens and closes the chat; there while there is somebody to write to. */
export function ChatControl() {
  const { other, isChatOpen, unread } = useSession();
  if (!other.value) return null;
  const text = words.value;
  const label = text.chatPanel;
  const lines = unread.value;
  return (
    <button
      type="button"
      class={`round ${isChatOpen.value ? 'on' : ''}`}
      aria-label={lines > 0 ? `${label}, ${text.unread(lines)}` : label}
      aria-expanded={isChatOpen.value}
      title={label}
      onClick={() => {
        isChatOpen.value = !isChatOpen.value;
      }}
    >
      <Icon of={MessageSquare} />
      {lines > 0 && <span class="badge">{lines}</span>}
    </button>
  );
}
