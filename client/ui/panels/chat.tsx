import { SendHorizontal } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import { MAX_CHAT_CHARS } from '../../../protocol/channel.ts';
import type { ChatLine } from '../../call/state.ts';
import { words } from '../locales/words.ts';
import { Icon } from '../parts/icon.tsx';
import { useSession } from '../session-context.ts';
import { Panel } from './panel.tsx';

/** Within so many pixels of the end somebody is reading the newest line. */
const AT_END_PX = 48;

export function ChatPanel() {
  const { call } = useSession();
  return (
    <Panel title={words.value.chat}>
      <Lines lines={call.value.chat} />
      <Writing />
    </Panel>
  );
}

function Lines({ lines }: { readonly lines: readonly ChatLine[] }) {
  const log = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  useEffect(() => {
    const { current } = log;
    if (current && (isAtEnd.current || lines.at(-1)?.from === 'me')) {
      current.scrollTop = current.scrollHeight;
    }
  }, [lines]);
  const handleScroll = ({ currentTarget }: { currentTarget: HTMLElement }) => {
    const { scrollHeight, scrollTop, clientHeight } = currentTarget;
    isAtEnd.current = scrollHeight - scrollTop - clientHeight < AT_END_PX;
  };
  const { chat, chatEmpty } = words.value;
  return (
    <div class="lines-frame">
      {lines.length === 0 && <p class="lines-empty">{chatEmpty}</p>}
      <div class="lines" role="log" aria-label={chat} ref={log} onScroll={handleScroll}>
        <ol>
          {lines.map((line) => (
            <Line key={line.id} line={line} />
          ))}
        </ol>
      </div>
    </div>
  );
}

function Line({ line: { from, text, at } }: { readonly line: ChatLine }) {
  const { other } = useSession();
  const { you, otherPerson } = words.value;
  // As the person reads clocks, whatever the language of the page.
  const time = new Date(at).toLocaleTimeString([], { timeStyle: 'short' });
  return (
    <li class={from}>
      <span class="visually-hidden">
        {from === 'me' ? you : (other.value?.name ?? otherPerson)}:
      </span>
      <p dir="auto">{text}</p>
      <time dateTime={new Date(at).toISOString()}>{time}</time>
    </li>
  );
}

function Writing() {
  const { call, draft } = useSession();
  const { message, send } = words.value;
  const { sendChat } = call.value.actions;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!sendChat || draft.value.trim() === '') return;
    sendChat(draft.value);
    draft.value = '';
  };
  return (
    <form class="writing" onSubmit={submit}>
      <input
        type="text"
        aria-label={message}
        placeholder={message}
        autocomplete="off"
        enterkeyhint="send"
        maxLength={MAX_CHAT_CHARS}
        value={draft.value}
        onInput={({ currentTarget }) => {
          draft.value = currentTarget.value;
        }}
      />
      <button type="submit" class="primary square" aria-label={send} disabled={!sendChat}>
        <Icon of={SendHorizontal} />
      </button>
    </form>
  );
}
