import { clockRates } from '../codecs.ts';
import { isRtcp } from '../rtp.ts';
import {
  beginsWholePicture,
  codecNames,
  isSenderReport,
  type RtpCodec,
  renumber,
  sequenceOf,
  shiftReport,
  timestampOf,
} from './packets.ts';
/** Somebody to whom a film is passed on. */
export interface Watcher {
  take(packet: Buffer): void;
}

/** More than the pictures of a second have. */
const MOST_KEPT = 4_000;

/**
 * What was encoded once, passed on to everybody who watches. Since the last whole picture all is kept, so that who comes
 * sees something at once and not with the next one. One run of the encoder goes on where the one before ended.
 */
export class Film {
  readonly codec: RtpCodec;
  readonly #now: () => number;
  readonly #watchers = new Set<Watcher>();
  #kept: Buffer[] = [];
  #report: Buffer | null = null;
  #last: { readonly sequence: number; readonly timestamp: number; readonly at: number } | null =
    null;
  /** What is added to the numbers of this run; null until its first packet has come. */
  #shift: { readonly sequence: number; readonly timestamp: number } | null = null;

  constructor(codec: RtpCodec, now: () => number) {
    this.codec = codec;
    this.#now = now;
  }

  /** The encoder has been started anew. */
  begin(): void {
    this.#shift = null;
    this.#report = null;
    this.#kept = [];
  }

  add(watcher: Watcher): void {
    if (this.#report) watcher.take(this.#report);
    for (const packet of this.#kept) watcher.take(packet);
    this.#watchers.add(watcher);
  }

  remove(watcher: Watcher): void {
    this.#watchers.delete(watcher);
  }

  /** From the encoder, which may have been stopped already. */
  take(packet: Buffer): void {
    if (isRtcp(packet)) this.#takeReport(packet);
    else if (packet.length > 12) this.#takePacket(packet);
  }

  #takePacket(packet: Buffer): void {
    const isFirst = this.#shift === null;
    this.#shift ??= this.#shiftFor(packet);
    const sequence = sequenceOf(packet) + this.#shift.sequence;
    const timestamp = timestampOf(packet) + this.#shift.timestamp;
    renumber(packet, sequence, timestamp);
    this.#last = { sequence, timestamp, at: this.#now() };
    if (isFirst && this.#report) this.#passReport(this.#report);
    this.#keep(packet);
    for (const watcher of this.#watchers) watcher.take(packet);
  }

  /** On from the last one, by as much as has passed. */
  #shiftFor(packet: Buffer): { sequence: number; timestamp: number } {
    if (!this.#last) return { sequence: 0, timestamp: 0 };
    const passed = Math.round(
      ((this.#now() - this.#last.at) / 1000) * clockRates[codecNames[this.codec]],
    );
    return {
      sequence: this.#last.sequence + 1 - sequenceOf(packet),
      timestamp: this.#last.timestamp + passed - timestampOf(packet),
    };
  }

  #keep(packet: Buffer): void {
    if (this.codec === 'opus') return;
    const isWhole = beginsWholePicture(this.codec, packet);
    if (isWhole || this.#kept.length > MOST_KEPT) this.#kept = [];
    if (isWhole || this.#kept.length > 0) this.#kept.push(packet);
  }

  #takeReport(report: Buffer): void {
    if (!isSenderReport(report)) return;
    if (this.#shift) this.#passReport(report);
    else this.#report = report;
  }

  #passReport(report: Buffer): void {
    shiftReport(report, this.#shift?.timestamp ?? 0);
    this.#report = report;
    for (const watcher of this.#watchers) watcher.take(report);
  }
}
