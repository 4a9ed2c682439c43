import { randomInt } from 'node:crypto';
import type { Track } from 'node-datachannel';
import { type Codec, clockRates, type Stream } from '../codecs.ts';
import { isRtcp, parseRtp, type RtpPacket } from '../rtp.ts';
import { sendOver } from '../send-over.ts';
import { type Frame, Frames } from './frames.ts';
import { InOrder } from './in-order.ts';
import { type Received, Reception } from './reception.ts';
import {
  readRtcp,
  type SenderReport,
  writePacketWish,
  writePictureWish,
  writeReceiverReport,
} from './rtcp.ts';
import { createUnwrap } from './unwrap.ts';

/** So often a whole picture is asked for while none comes. */
const WISH_EVERY_MS = 1_000;

interface IncomingTrackOptions {
  readonly track: Track;
  readonly streams: readonly Stream[];
  readonly now: () => number;
  readonly onFrame: (frame: Frame) => void;
}

/** What one track brings: frames, whole and in order. It reports to the sender what it gets, and asks for what it lacks. */
export class IncomingTrack {
  readonly streams: readonly Stream[];
  readonly #options: IncomingTrackOptions;
  readonly #own = randomInt(1, 2 ** 32);
  readonly #frames: Frames;
  readonly #reception: Reception;
  #unwrap = createUnwrap(16);
  #inOrder: InOrder;
  #ssrc: number | null = null;
  #wishedAt = 0;
  #report: { readonly said: SenderReport; readonly atMs: number } | null = null;
  #roundTripMs: number | null = null;
  #pictures = 0;

  constructor(options: IncomingTrackOptions) {
    const { track, streams, onFrame } = options;
    this.#options = options;
    this.streams = streams;
    this.#reception = new Reception(options.now);
    this.#inOrder = this.#createOrder();
    this.#frames = new Frames({
      codecOf: (type) => this.#codecOf(type),
      onFrame: (frame) => {
        this.#pictures += 1;
        onFrame(frame);
      },
    });
    track.onMessage((bytes) => this.#take(bytes));
  }

  /** What its sender last said of its clock. */
  get report(): SenderReport | null {
    return this.#report?.said ?? null;
  }

  /** By its own reports, and the answers to them; null where the sender does not answer. */
  get roundTripMs(): number | null {
    return this.#roundTripMs;
  }

  get jitterMs(): number {
    const codec = this.streams[0]?.codec ?? 'OPUS';
    return (this.#reception.jitter / clockRates[codec]) * 1000;
  }

  get isPicture(): boolean {
    return this.streams[0]?.codec !== 'OPUS';
  }

  /** Asks for a whole picture, unless that was done just now. */
  wishPicture(): void {
    const { now } = this.#options;
    if (this.#ssrc === null || !this.isPicture || now() - this.#wishedAt < WISH_EVERY_MS) return;
    this.#wishedAt = now();
    this.#send(writePictureWish(this.#own, this.#ssrc));
  }

  /** Called some times a second. */
  check(): void {
    this.#inOrder.check();
    if (this.#frames.needsKey) this.wishPicture();
  }

  /** Reports to the sender. What has come since the last time, and how many frames. */
  tell(): Received & { readonly frames: number } {
    const received = this.#reception.interval();
    const expected = received.packets + received.lost;
    if (this.#ssrc !== null && expected > 0) {
      const { lost, highest, jitter } = this.#reception;
      const fractionLost = Math.min(255, Math.floor((256 * received.lost) / expected));
      const nowMs = this.#options.now();
      const lastReport = this.#report && {
        middle: this.#report.said.middle,
        atMs: this.#report.atMs,
      };
      const [own, ssrc] = [this.#own, this.#ssrc];
      this.#send(
        writeReceiverReport({ own, ssrc, fractionLost, lost, highest, jitter, lastReport, nowMs }),
      );
    }
    const frames = this.#pictures;
    this.#pictures = 0;
    return { ...received, frames };
  }

  #take(bytes: Buffer): void {
    if (isRtcp(bytes)) this.#hear(bytes);
    else {
      const packet = parseRtp(bytes);
      if (packet) this.#takePacket(packet);
    }
  }

  #takePacket(packet: RtpPacket): void {
    const codec = this.#codecOf(packet.payloadType);
    if (!codec) return;
    if (packet.ssrc !== this.#ssrc) this.#startOver(packet.ssrc);
    const number = this.#unwrap(packet.sequence);
    this.#reception.take(number, packet, codec);
    this.#inOrder.take(number, packet);
    if (this.#frames.needsKey) this.wishPicture();
  }

  #startOver(ssrc: number): void {
    this.#ssrc = ssrc;
    this.#report = null;
    this.#unwrap = createUnwrap(16);
    this.#inOrder = this.#createOrder();
    this.#frames.handleGap();
  }

  #createOrder(): InOrder {
    return new InOrder({
      now: this.#options.now,
      onPacket: (packet, atMs) => this.#frames.take(packet, atMs),
      onMissing: (sequences) => {
        if (this.#ssrc === null || !this.isPicture) return;
        this.#send(writePacketWish(this.#own, this.#ssrc, sequences));
      },
      onGap: () => {
        this.#frames.handleGap();
        this.wishPicture();
      },
    });
  }

  #hear(bytes: Buffer): void {
    const { now } = this.#options;
    const { reports, roundTripMs } = readRtcp(bytes, now());
    const said = reports.find(({ ssrc }) => this.#ssrc === null || ssrc === this.#ssrc);
    if (said) this.#report = { said, atMs: now() };
    this.#roundTripMs = roundTripMs ?? this.#roundTripMs;
  }

  #codecOf(payloadType: number): Codec | null {
    return this.streams.find((one) => one.payloadType === payloadType)?.codec ?? null;
  }

  #send(bytes: Buffer): void {
    sendOver(this.#options.track, bytes);
  }
}
