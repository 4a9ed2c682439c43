import { type Codec, clockRates } from '../codecs.ts';
import { beginsKeyFrame } from '../key-frames.ts';
import type { RtpPacket } from '../rtp.ts';
import { createUnwrap } from './unwrap.ts';

/** A whole picture, or a piece of sound. */
export interface Frame {
  readonly codec: Codec;
  /** No earlier one is needed to show it. */
  readonly isKey: boolean;
  /** On the sender's clock for this kind of media. */
  readonly timestamp: number;
  /** When its first packet came, in milliseconds. */
  readonly atMs: number;
  readonly packets: readonly RtpPacket[];
}

/** No picture is larger. */
const MOST_PACKETS = 10_000;

interface Begun {
  readonly timestamp: number;
  isKey: boolean;
  readonly atMs: number;
  readonly packets: RtpPacket[];
}

interface FramesOptions {
  readonly codecOf: (payloadType: number) => Codec | null;
  readonly onFrame: (frame: Frame) => void;
}

/** Puts packets together to frames. After a gap nothing comes until a whole picture does. */
export class Frames {
  readonly #options: FramesOptions;
  readonly #unwrap = createUnwrap(32);
  #begun: Begun | null = null;
  #codec: Codec | null = null;
  #needsKey = true;

  constructor(options: FramesOptions) {
    this.#options = options;
  }

  /** Nothing can be shown before a whole picture comes. */
  get needsKey(): boolean {
    return this.#needsKey;
  }

  take(packet: RtpPacket, atMs: number): void {
    const codec = this.#options.codecOf(packet.payloadType);
    // What only fills the way, to measure it, has no payload.
    if (!codec || packet.payload.length === 0) return;
    if (codec !== this.#codec) this.handleGap();
    this.#codec = codec;
    const timestamp = this.#unwrap(packet.timestamp);
    if (this.#begun && this.#begun.timestamp !== timestamp) this.#finish();
    this.#begun ??= { timestamp, atMs, isKey: false, packets: [] };
    this.#begun.isKey ||= beginsKeyFrame(codec, packet.payload);
    this.#begun.packets.push(packet);
    if (packet.isMarked || codec === 'OPUS') this.#finish();
    else if (this.#begun.packets.length > MOST_PACKETS) this.handleGap();
  }

  handleGap(): void {
    this.#begun = null;
    this.#needsKey = true;
  }

  #finish(): void {
    const begun = this.#begun;
    this.#begun = null;
    if (!begun || !this.#codec || (this.#needsKey && !begun.isKey)) return;
    this.#needsKey = false;
    this.#options.onFrame({ ...begun, codec: this.#codec });
  }
}

/** How long so much of a clock is, in seconds. */
export function secondsOf(codec: Codec, ticks: number): number {
  return ticks / clockRates[codec];
}
