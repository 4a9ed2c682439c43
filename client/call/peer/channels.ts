import {
  CHAT_CHANNEL,
  CONTROL_CHANNEL,
  type Control,
  FILES_CHANNEL,
  parseChatLine,
  parseControl,
  parsePicture,
} from '../../../protocol/channel.ts';
import { ChannelPipe } from '../files/channel-pipe.ts';
import type { FilePipe } from '../files/file-pipe.ts';

export interface ChannelsOptions {
  readonly connection: RTCPeerConnection;
  /** It opens one channel, and says nothing on any: devices send their pictures on whatever they are given. */
  readonly isReceiver: boolean;
  /** A channel opened or closed: what can be sent has changed. */
  readonly onChange: () => void;
  readonly onChat: (text: string) => void;
  readonly onControl: (control: Control) => void;
  /** To a receiver: one came as a JPEG. */
  readonly onPicture: (jpeg: ArrayBuffer) => void;
  /** The way for files is open. */
  readonly onFiles: (pipe: FilePipe) => void;
}

/** The data channels of a peer. The side that makes the first offer opens them; the other finds them by label. */
export class Channels {
  readonly #options: ChannelsOptions;
  #chat: RTCDataChannel | null = null;
  #control: RTCDataChannel | null = null;

  constructor(options: ChannelsOptions) {
    this.#options = options;
    options.connection.addEventListener('datachannel', ({ channel }) => this.#take(channel));
  }

  open(): void {
    const { connection, isReceiver } = this.#options;
    const labels = isReceiver ? [CONTROL_CHANNEL] : [CHAT_CHANNEL, CONTROL_CHANNEL, FILES_CHANNEL];
    for (const label of labels) this.#take(connection.createDataChannel(label));
  }

  get canChat(): boolean {
    return this.#chat?.readyState === 'open';
  }

  get canControl(): boolean {
    return !this.#options.isReceiver && this.#control?.readyState === 'open';
  }

  sendChat(text: string): void {
    if (this.canChat) this.#chat?.send(text);
  }

  sendControl(control: Control): void {
    if (this.canControl) this.#control?.send(JSON.stringify(control));
  }

  #take(channel: RTCDataChannel): void {
    const { onChange, onControl, onPicture, isReceiver } = this.#options;
    if (channel.label === CONTROL_CHANNEL) {
      this.#control = channel;
      listen(channel, parseControl, onControl);
    }
    if (isReceiver) listen(channel, parsePicture, onPicture);
    else this.#takeTalk(channel);
    whenOpen(channel, onChange);
    channel.addEventListener('close', onChange);
  }

  #takeTalk(channel: RTCDataChannel): void {
    const { onChat, connection, onFiles } = this.#options;
    if (channel.label === CHAT_CHANNEL) {
      this.#chat = channel;
      listen(channel, parseChatLine, onChat);
    } else if (channel.label === FILES_CHANNEL) {
      const pipe = new ChannelPipe(channel, connection);
      whenOpen(channel, () => onFiles(pipe));
    }
  }
}

function whenOpen(channel: RTCDataChannel, handler: () => void): void {
  // It may have opened before it was seen.
  if (channel.readyState === 'open') handler();
  else channel.addEventListener('open', handler);
}

function listen<T>(
  channel: RTCDataChannel,
  parse: (data: unknown) => T | null,
  handler: (value: T) => void,
): void {
  // Some browsers still give blobs where nothing is said.
  channel.binaryType = 'arraybuffer';
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const value = parse(data);
    if (value !== null) handler(value);
  });
}
