import type { DataChannel, PeerConnection } from 'node-datachannel';
import { CHAT_CHANNEL, CONTROL_CHANNEL, FILES_CHANNEL } from '../../protocol/channel.ts';
import type { Equipment } from '../peer.ts';
import type { Rtc } from '../rtc.ts';
import type { Section } from '../sections.ts';

/** Those of our own page are for other things. */
const OTHERS: readonly string[] = [CHAT_CHANNEL, CONTROL_CHANNEL, FILES_CHANNEL];
const CHANNEL = 'video';

interface PictureViewerOptions {
  readonly rtc: Rtc;
  readonly connection: PeerConnection;
  readonly onWatching: () => void;
  readonly onGone: () => void;
  /** A picture is larger than the other side takes in one message. */
  readonly onTooLarge: () => void;
}

/** Shows pictures to one who watches, over a data channel, as fast as that takes them. */
export class PictureViewer implements Equipment {
  readonly #options: PictureViewerOptions;
  #channel: DataChannel | null = null;
  readonly #kept: DataChannel[] = [];

  constructor(options: PictureViewerOptions) {
    this.#options = options;
    options.connection.onDataChannel((channel) => this.#use(channel));
  }

  offer(): void {
    this.#use(this.#options.connection.createDataChannel(CHANNEL));
  }

  /** No media is taken, whatever is offered. */
  accept(sections: readonly Section[]): void {
    const { rtc, connection } = this.#options;
    for (const { kind, mid, formats } of sections) {
      const type = formats[0]?.payloadType ?? 96;
      if (kind === 'video') {
        const video = new rtc.Video(mid, 'Inactive');
        video.addVP8Codec(type);
        connection.addTrack(video);
      } else if (kind === 'audio') {
        const audio = new rtc.Audio(mid, 'Inactive');
        audio.addOpusCodec(type);
        connection.addTrack(audio);
      }
    }
  }

  handleConnected(): void {
    this.#options.onWatching();
  }

  handleClosed(): void {
    this.#channel = null;
    this.#options.onGone();
  }

  /** What comes before the last one has gone is left out: so nothing piles up, and the picture is never old. */
  show(jpeg: Buffer): void {
    const channel = this.#channel;
    if (!channel?.isOpen() || channel.bufferedAmount() > 0) return;
    if (jpeg.length > channel.maxMessageSize()) this.#options.onTooLarge();
    else channel.sendMessageBinary(jpeg);
  }

  #use(channel: DataChannel): void {
    this.#kept.push(channel);
    if (!OTHERS.includes(channel.getLabel())) this.#channel = channel;
  }
}
