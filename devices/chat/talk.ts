import type { DataChannel, PeerConnection, Track } from 'node-datachannel';
import type { ChatWay, LineToSend } from '../../client/call/chat.ts';
import {
  CHAT_CHANNEL,
  CONTROL_CHANNEL,
  type Control,
  FILES_CHANNEL,
  parseChatLine,
  parseControl,
} from '../../protocol/channel.ts';
import type { Equipment } from '../peer.ts';
import { refuseMedia } from '../refused-media.ts';
import type { Rtc } from '../rtc.ts';
import type { Section } from '../sections.ts';
import { sendOver } from '../send-over.ts';
import { NativePipe } from './native-pipe.ts';
import type { LineChannel } from './pushed-files.ts';

/** Our own clients say within this time that they know receipts; to others a line is sent as it is. */
const OWN_CLIENT_MS = 1_000;
/** What this side says of itself: it has no media, and knows receipts. */
const OWN_STATE: Control = { type: 'media', microphone: false, camera: false, knows: ['chat'] };

/** What one who talks hears of the other. */
export interface TalkEvents {
  readonly onConnected: () => void;
  readonly onClosed: () => void;
  /** Lines can be sent now. */
  readonly onWay: () => void;
  /** Null for the id of a line from one who wants no receipt. */
  readonly onLine: (id: string | null, text: string) => void;
  readonly onReceipt: (id: string) => void;
  /** What comes in pieces on the channel of the lines: files, in families that have no other way. */
  readonly onPiece: (bytes: Buffer) => void;
  readonly onFiles: (pipe: NativePipe) => void;
}

interface TalkOptions {
  readonly rtc: Rtc;
  readonly connection: PeerConnection;
  /** Among our own clients there are channels for more than lines. */
  readonly isAmongOwn: boolean;
  readonly events: TalkEvents;
}

/** The channels to one other, for lines and files. */
export class Talk implements Equipment, ChatWay, LineChannel {
  readonly #options: TalkOptions;
  /** What is not kept is collected, though it is open. */
  readonly #kept: (DataChannel | Track)[] = [];
  #chat: DataChannel | null = null;
  #control: DataChannel | null = null;
  #kind: ChatWay['kind'] = null;
  #settling: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(options: TalkOptions) {
    this.#options = options;
    options.connection.onDataChannel((channel) => this.#use(channel));
  }

  get kind(): ChatWay['kind'] {
    return this.#kind;
  }

  /** What was handed over and is not on its way yet. */
  get unsentBytes(): number {
    return this.#chat?.isOpen() ? this.#chat.bufferedAmount() : 0;
  }

  offer(): void {
    const { connection, isAmongOwn } = this.#options;
    const labels = isAmongOwn ? [CHAT_CHANNEL, CONTROL_CHANNEL, FILES_CHANNEL] : [CHAT_CHANNEL];
    for (const label of labels) this.#use(connection.createDataChannel(label));
  }

  accept(sections: readonly Section[]): void {
    const { rtc, connection } = this.#options;
    for (const section of sections) {
      const refused = refuseMedia(rtc, connection, section);
      if (refused) this.#kept.push(refused);
    }
  }

  handleConnected(): void {
    this.#options.events.onConnected();
  }

  handleClosed(): void {
    this.#isClosed = true;
    this.#kind = null;
    clearTimeout(this.#settling);
    this.#options.events.onClosed();
  }

  send({ id, text }: LineToSend): void {
    if (this.#kind === 'acknowledged') this.#say({ type: 'chat', id, text });
    else this.sendText(text);
  }

  sendText(text: string): void {
    if (this.#chat) sendOver(this.#chat, text);
  }

  sendPiece(bytes: Buffer): void {
    if (this.#chat) sendOver(this.#chat, bytes);
  }

  #use(channel: DataChannel): void {
    this.#kept.push(channel);
    switch (channel.getLabel()) {
      case CHAT_CHANNEL:
        this.#useChat(channel);
        break;
      case CONTROL_CHANNEL:
        this.#useControl(channel);
        break;
      case FILES_CHANNEL:
        this.#useFiles(channel);
        break;
      default:
        break;
    }
  }

  #useChat(channel: DataChannel): void {
    this.#chat = channel;
    channel.onMessage((data) => {
      if (typeof data !== 'string') this.#options.events.onPiece(Buffer.from(new Uint8Array(data)));
      else {
        const text = parseChatLine(data);
        if (text) this.#options.events.onLine(null, text);
      }
    });
    whenOpen(channel, () => {
      this.#settling = setTimeout(() => this.#settle('plain'), OWN_CLIENT_MS);
    });
  }

  #useControl(channel: DataChannel): void {
    this.#control = channel;
    channel.onMessage((data) => {
      const control = parseControl(data);
      if (control) this.#hear(control);
    });
    whenOpen(channel, () => this.#say(OWN_STATE));
  }

  #useFiles(channel: DataChannel): void {
    const pipe = new NativePipe(channel);
    whenOpen(channel, () => {
      if (!this.#isClosed) this.#options.events.onFiles(pipe);
    });
  }

  #hear(control: Control): void {
    const { onLine, onReceipt } = this.#options.events;
    if (control.type === 'chat') {
      this.#say({ type: 'receipt', id: control.id });
      onLine(control.id, control.text);
    } else if (control.type === 'receipt') onReceipt(control.id);
    else if (control.type === 'media' && control.knows?.includes('chat')) {
      this.#settle('acknowledged');
    }
  }

  #settle(kind: 'acknowledged' | 'plain'): void {
    clearTimeout(this.#settling);
    if (this.#isClosed || this.#kind === 'acknowledged' || this.#kind === kind) return;
    this.#kind = kind;
    this.#options.events.onWay();
  }

  #say(control: Control): void {
    if (this.#control) sendOver(this.#control, JSON.stringify(control));
  }
}

function whenOpen(channel: DataChannel, handler: () => void): void {
  let isSeen = false;
  const open = () => {
    if (!isSeen) handler();
    isSeen = true;
  };
  channel.onOpen(open);
  // It may have opened before it was seen.
  if (channel.isOpen()) open();
}
