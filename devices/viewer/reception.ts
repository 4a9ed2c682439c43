import { type Codec, clockRates } from '../codecs.ts';
import type { RtpPacket } from '../rtp.ts';

/** What came in an interval. */
export interface Received {
  readonly bytes: number;
  readonly packets: number;
  readonly lost: number;
}

/** Counts what comes on one track, as RFC 3550 says in its sections 6.4.1 and A.3. */
export class Reception {
  readonly #now: () => number;
  #first: number | null = null;
  #highest = 0;
  #packets = 0;
  #bytes = 0;
  #jitter = 0;
  #transit: number | null = null;
  #before = { expected: 0, packets: 0, bytes: 0 };

  constructor(now: () => number) {
    this.#now = now;
  }

  /** By its number in all. */
  take(number: number, { timestamp, payload }: RtpPacket, codec: Codec): void {
    this.#first ??= number;
    this.#highest = Math.max(this.#highest, number);
    this.#packets += 1;
    this.#bytes += payload.length;
    const transit = (this.#now() / 1000) * clockRates[codec] - timestamp;
    const change = Math.abs(transit - (this.#transit ?? transit));
    this.#transit = transit;
    // A timestamp that begins anew is no delay.
    if (change < clockRates[codec]) this.#jitter += (change - this.#jitter) / 16;
  }

  get highest(): number {
    return this.#highest;
  }

  /** In units of the timestamps. */
  get jitter(): number {
    return Math.round(this.#jitter);
  }

  get lost(): number {
    return Math.max(0, this.#expected - this.#packets);
  }

  /** Since it was asked last. */
  interval(): Received {
    const { expected, packets, bytes } = this.#before;
    this.#before = { expected: this.#expected, packets: this.#packets, bytes: this.#bytes };
    const received = this.#packets - packets;
    const lost = Math.max(0, this.#expected - expected - received);
    return { packets: received, lost, bytes: this.#bytes - bytes };
  }

  get #expected(): number {
    return this.#first === null ? 0 : this.#highest - this.#first + 1;
  }
}
