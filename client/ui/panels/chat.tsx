import { SendHorizontal } from 'lucide';
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { MAX_CHAT_CHARS } from '../../../protocol/channel.ts';
import type { ChatLine } from '../../call/chat-line.ts';
import type { FileSnapshot } from '../../call/files/file-snapshot.ts';
import { FilesButton } from '../controls/files.tsx';
import { AcceptAll } from '../files/accept-all.tsx';
import { panelWords } from '../locales/panel-words.ts';
import { words } from '../locales/words.ts';
import { Icon } from '../parts/icon.tsx';
import { later } from '../parts/later.tsx';
import { LinkedText } from '../parts/linked-text.tsx';
import { useSession } from '../session-context.ts';
import { Panel } from './panel.tsx';

/** Within so many pixels of the end somebody is reading the newest line. */
const AT_END_PX = 48;

const FileRow = later(async () => (await import('../files/file-row.tsx')).FileRow);

interface Entry {
  readonly key: string;
  readonly from: ChatLine['from'];
  readonly at: number;
  readonly node: VNode;
}

export function ChatPanel() {
  const { call } = useSession();
  return (
    <Panel title={words.value.chat}>
      <Lines lines={call.value.chat} files={call.value.files} />
      <AcceptAll files={call.value.files} />
      <Writing />
    </Panel>
  );
}

interface LinesProps {
  readonly lines: readonly ChatLine[];
  readonly files: readonly FileSnapshot[];
}

function Lines({ lines, files }: LinesProps) {
  const entries = useEntries(lines, files);
  const last = entries.at(-1);
  const log = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const lastShown = useRef<string | null>(null);
  useEffect(() => {
    const { current } = log;
    const isOwn = last?.from === 'me' && last.key !== lastShown.current;
    if (current && (isAtEnd.current || isOwn)) current.scrollTop = current.scrollHeight;
    lastShown.current = last?.key ?? null;
  }, [entries, last]);
  const handleScroll = ({ currentTarget }: { currentTarget: HTMLElement }) => {
    const { scrollHeight, scrollTop, clientHeight } = currentTarget;
    isAtEnd.current = scrollHeight - scrollTop - clientHeight < AT_END_PX;
  };
  return (
    <div class="lines-frame">
      {entries.length === 0 && <p class="lines-empty">{panelWords.value.chatEmpty}</p>}
      <div class="lines" role="log" aria-label={words.value.chat} ref={log} onScroll={handleScroll}>
        <ol>{entries.map(({ node }) => node)}</ol>
      </div>
      <WritingThere />
    </div>
  );
}

function WritingThere() {
  const { other } = useSession();
  const peer = other.value;
  return (
    <p class="writing-there" aria-live="polite">
      {peer?.isWriting && panelWords.value.isWriting(peer.name)}
    </p>
  );
}

/** Lines and files as they came. Files change some times a second: lines are not drawn anew for that. */
function useEntries(lines: readonly ChatLine[], files: readonly FileSnapshot[]): readonly Entry[] {
  const written = useMemo(() => lines.map(lineEntry), [lines]);
  return useMemo(
    () => [...written, ...files.map(fileEntry)].sort((one, other) => one.at - other.at),
    [written, files],
  );
}

function lineEntry({ id, from, text, at, isDelivered }: ChatLine): Entry {
  const key = `line ${from} ${id}`;
  const node = (
    <Item key={key} from={from} at={at} isDelivered={isDelivered}>
      <LinkedText text={text} />
    </Item>
  );
  return { key, from, at, node };
}

function fileEntry(file: FileSnapshot): Entry {
  const { key, from, at } = file;
  const node = (
    <Item key={key} from={from} at={at} class="file-item">
      <FileRow file={file} />
    </Item>
  );
  return { key, from, at, node };
}

interface ItemProps {
  readonly from: ChatLine['from'];
  readonly at: number;
  readonly class?: string;
  readonly isDelivered?: boolean;
  readonly children: ComponentChildren;
}

function Item({ from, at, class: look = '', isDelivered = true, children }: ItemProps) {
  const { other } = useSession();
  const { you, otherPerson } = words.value;
  // As the person reads clocks, whatever the language of the page.
  const time = new Date(at).toLocaleTimeString([], { timeStyle: 'short' });
  return (
    <li class={`${from} ${look}`}>
      <span class="visually-hidden">
        {from === 'me' ? you : (other.value?.name ?? otherPerson)}:
      </span>
      {children}
      <time dateTime={new Date(at).toISOString()}>{time}</time>
      {!isDelivered && <small class="on-its-way">{panelWords.value.notDelivered}</small>}
    </li>
  );
}

function Writing() {
  const { call, draft, sendFiles } = useSession();
  const { message, send } = words.value;
  const { sendChat, noteWriting } = call.value.actions;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!sendChat || draft.value.trim() === '') return;
    sendChat(draft.value);
    draft.value = '';
  };
  return (
    <form class="writing" onSubmit={submit}>
      <FilesButton class="quiet square" />
      <input
        type="text"
        aria-label={message}
        placeholder={message}
        autocomplete="off"
        enterkeyhint="send"
        maxLength={MAX_CHAT_CHARS}
        value={draft.value}
        onPaste={(event) => {
          const files = [...(event.clipboardData?.files ?? [])];
          if (files.length > 0) event.preventDefault();
          sendFiles(files);
        }}
        onInput={({ currentTarget }) => {
          draft.value = currentTarget.value;
          if (currentTarget.value !== '') noteWriting?.();
        }}
      />
      <button type="submit" class="primary square" aria-label={send} disabled={!sendChat}>
        <Icon of={SendHorizontal} />
      </button>
    </form>
  );
}
