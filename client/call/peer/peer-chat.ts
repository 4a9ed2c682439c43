import type { ChatWay, LineToSend } from '../chat.ts';
import type { Channels } from './channels.ts';
import type { OtherSide } from './other-side.ts';

/** Our own clients say within this time that they know receipts; to others a line is sent as it is. */
const OWN_CLIENT_MS = 1_000;

interface PeerChatOptions {
  readonly channels: Channels;
  readonly otherSide: OtherSide;
  /** Lines can be sent now, or in a better way. */
  readonly onOpen: () => void;
}

/** The way of chat lines to one other: with receipts where both sides know them. */
export class PeerChat implements ChatWay {
  readonly #options: PeerChatOptions;
  #kind: ChatWay['kind'] = null;
  #isPlain = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PeerChatOptions) {
    this.#options = options;
  }

  get kind(): ChatWay['kind'] {
    return this.#kind;
  }

  /** A channel opened or closed, or the other side said what it knows. */
  update(): void {
    const { channels, onOpen } = this.#options;
    const before = this.#kind;
    if (channels.canChat) this.#timer ??= setTimeout(() => this.#settle(), OWN_CLIENT_MS);
    this.#kind = this.#findKind();
    if (this.#kind !== null && this.#kind !== before) onOpen();
  }

  send({ id, text }: LineToSend): void {
    const { channels } = this.#options;
    if (this.#kind === 'acknowledged') channels.sendControl({ type: 'chat', id, text });
    else channels.sendChat(text);
  }

  confirm(id: string): void {
    this.#options.channels.sendControl({ type: 'receipt', id });
  }

  tellWriting(): void {
    this.#options.channels.sendControl({ type: 'writing' });
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #settle(): void {
    this.#isPlain = true;
    this.update();
  }

  #findKind(): ChatWay['kind'] {
    const { channels, otherSide } = this.#options;
    if (!channels.canChat) return null;
    if (otherSide.knows('chat') && channels.canControl) return 'acknowledged';
    return this.#isPlain ? 'plain' : null;
  }
}
