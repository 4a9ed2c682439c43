import type { DataChannel, PeerConnection, Track } from 'node-datachannel';
import { CHAT_CHANNEL, CONTROL_CHANNEL, FILES_CHANNEL } from '../../protocol/channel.ts';
import type { Equipment } from '../peer.ts';
import { refuseMedia } from '../refused-media.ts';
import type { Rtc } from '../rtc.ts';
import type { Section } from '../sections.ts';
import { sendOver } from '../send-over.ts';

/** Whoever opens one of these has a call in mind, and shows no pictures that come over a channel. */
const TALK: readonly string[] = [CHAT_CHANNEL, FILES_CHANNEL];
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
  /** The only one that our own page opens where it watches. */
  #control: DataChannel | null = null;
  #isTalk = false;
  /** Kept, since what nobody keeps ends. */
  readonly #kept: DataChannel[] = [];
  readonly #refused: Track[] = [];

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
    for (const section of sections) {
      const refused = refuseMedia(rtc, connection, section);
      if (refused) this.#refused.push(refused);
    }
  }

  handleConnected(): void {
    this.#options.onWatching();
  }

  handleClosed(): void {
    this.#channel = null;
    this.#control = null;
    this.#options.onGone();
  }

  /** What comes before the last one has gone is left out: so nothing piles up, and the picture is never old. */
  show(jpeg: Buffer): void {
    const channel = this.#channel ?? (this.#isTalk ? null : this.#control);
    if (!channel?.isOpen() || channel.bufferedAmount() > 0) return;
    if (jpeg.length > channel.maxMessageSize()) this.#options.onTooLarge();
    else sendOver(channel, jpeg);
  }

  #use(channel: DataChannel): void {
    this.#kept.push(channel);
    const label = channel.getLabel();
    if (TALK.includes(label)) this.#isTalk = true;
    else if (label === CONTROL_CHANNEL) this.#control = channel;
    else this.#channel = channel;
  }
}
