import type { MemberId } from '../../protocol/ids.ts';
import { Chat, newLineId } from './chat.ts';
import type { ChatLine } from './chat-line.ts';
import type { FilePipe } from './files/file-pipe.ts';
import { Files } from './files/files.ts';
import type { Peer } from './peer/peer.ts';
import type { Speaker } from './peer/peer-options.ts';

/** The other side shows that somebody writes for some seconds: it is told again before they are over. */
const WRITING_MS = 3_000;

export interface TalkOptions {
  readonly now: () => number;
  readonly peers: () => readonly Peer[];
  readonly onChange: () => void;
  readonly onFault: (error: unknown) => void;
  /** What was said before a reload of this side. */
  readonly before?: readonly ChatLine[];
}

/** What is written and sent in a call. It outlives each peer connection, and ends with the call. */
export class Talk {
  readonly files: Files;
  readonly #options: TalkOptions;
  readonly #chat: Chat;
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(options: TalkOptions) {
    const { now, onChange, onFault, before } = options;
    this.#options = options;
    this.#chat = new Chat(now, before);
    this.files = new Files({ now, onChange, onFault });
  }

  get lines(): readonly ChatLine[] {
    return this.#chat.lines;
  }

  write(text: string): void {
    const peers = this.#options.peers();
    const lines = this.#chat.write(
      text,
      peers.map(({ id }) => id),
    );
    for (const peer of peers) {
      const { kind } = peer.chat;
      for (const line of kind ? lines : []) peer.chat.send(line);
      if (kind === 'plain') for (const { id } of lines) this.#chat.confirm(peer.id, id);
    }
    this.#toldAt = Number.NEGATIVE_INFINITY;
    this.#options.onChange();
  }

  /** Somebody is writing here. */
  noteWriting(): void {
    const now = this.#options.now();
    if (now - this.#toldAt < WRITING_MS) return;
    this.#toldAt = now;
    for (const peer of this.#options.peers()) peer.chat.tellWriting();
  }

  /** The way to somebody is open, for the first time or again. */
  handleOpen(peer: Speaker): void {
    this.#chat.resume([peer.id]);
    this.#chat.deliver(peer.id, peer.chat);
    this.#options.onChange();
  }

  /** `id` is null in clients that give none. */
  handleLine(peer: Speaker, id: string | null, text: string): void {
    this.#chat.take({ id: id ?? newLineId(), text });
    if (id !== null) peer.chat.confirm(id);
    this.#options.onChange();
  }

  handleReceipt(peer: Speaker, id: string): void {
    this.#chat.confirm(peer.id, id);
    this.#options.onChange();
  }

  attach(from: MemberId, pipe: FilePipe): void {
    this.files.attach(from, pipe);
  }

  /** Only these are in the room still. */
  retain(ids: readonly MemberId[]): void {
    this.files.retain(ids);
    this.#chat.retain(ids);
  }

  close(): void {
    this.files.close();
  }
}
