import { useRef } from 'preact/hooks';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';

/** Says that something was written while the chat is closed. Open, it says itself what; files have news of their own. */
export function ChatNews() {
  const { call, unread } = useSession();
  const lines = call.value.chat.filter(({ from }) => from === 'them').length;
  const read = useRef(lines);
  if (unread.value === 0) read.current = lines;
  const fresh = lines - read.current;
  return (
    <p class="visually-hidden" aria-live="polite">
      {fresh > 0 && words.value.unread(fresh)}
    </p>
  );
}
