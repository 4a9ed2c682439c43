import { SendHorizontal, X } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { MAX_CHAT_CHARS } from '../../../protocol/channel.ts';
import type { ChatLine } from '../../call/state.ts';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';
import { useEscape } from '../use-escape.ts';
import { Icon } from './icon.tsx';

/** Within so many pixels of the end somebody is reading the newest line. */
const AT_END_PX = 48;

export function ChatPanel() {
  const { call, isChatOpen } = useSession();
  const { chat, closeChat } = words.value;
  const close = () => {
    isChatOpen.value = false;
  };
  useEscape(close);
  return (
    <aside class="panel">
      <div class="panel-head">
        <h2 id="chat-title">{chat}</h2>
        <button type="button" class="quiet square" aria-label={closeChat} onClick={close}>
          <Icon of={X} />
        </button>
      </div>
      <Lines lines={call.value.chat} />
      <Writing />
    </aside>
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
  const { you, otherPerson, language } = words.value;
  const time = new Date(at).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' });
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
  const { call } = useSession();
  const [text, setText] = useState('');
  const { message, send } = words.value;
  const { sendChat } = call.value.actions;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!sendChat || text.trim() === '') return;
    sendChat(text);
    setText('');
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
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <button type="submit" class="primary square" aria-label={send} disabled={!sendChat}>
        <Icon of={SendHorizontal} />
      </button>
    </form>
  );
}
