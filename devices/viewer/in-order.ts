import type { RtpPacket } from '../rtp.ts';

/** So long a packet is waited for that was overtaken or is sent again. */
const PATIENCE_MS = 400;
const ASK_EVERY_MS = 60;
const MOST_ASKED = 100;
/** A sender that jumps so far has started over. */
const JUMP = 3000;

interface InOrderOptions {
  readonly now: () => number;
  readonly onPacket: (packet: RtpPacket, atMs: number) => void;
  /** These are missing. */
  readonly onMissing: (sequences: readonly number[]) => void;
  /** What was missing is given up. */
  readonly onGap: () => void;
}

interface Waiting {
  readonly packet: RtpPacket;
  readonly atMs: number;
}

/** Packets in the order in which they were sent, by their numbers in all. */
export class InOrder {
  readonly #options: InOrderOptions;
  readonly #waiting = new Map<number, Waiting>();
  #next: number | null = null;
  #highest = 0;
  #askedAt = 0;

  constructor(options: InOrderOptions) {
    this.#options = options;
  }

  take(number: number, packet: RtpPacket): void {
    const isJump = this.#next !== null && Math.abs(number - this.#next) > JUMP;
    if (isJump) this.#startOver();
    this.#next ??= number;
    if (number < this.#next) return;
    this.#highest = Math.max(this.#highest, number);
    this.#waiting.set(number, { packet, atMs: this.#options.now() });
    this.#passOn();
    this.check();
  }

  /** Asks for what is missing, and gives up what is missing for too long. Called now and then. */
  check(): void {
    const [oldest] = this.#waiting.values();
    if (!oldest || this.#next === null) return;
    const now = this.#options.now();
    if (now - oldest.atMs > PATIENCE_MS) {
      this.#next = Math.min(...this.#waiting.keys());
      this.#options.onGap();
      this.#passOn();
    } else if (now - this.#askedAt >= ASK_EVERY_MS) {
      this.#askedAt = now;
      this.#options.onMissing(this.#missing(this.#next));
    }
  }

  #missing(from: number): number[] {
    const missing: number[] = [];
    for (let at = from; at < this.#highest && missing.length < MOST_ASKED; at++) {
      if (!this.#waiting.has(at)) missing.push(at);
    }
    return missing;
  }

  #passOn(): void {
    for (;;) {
      const found = this.#next === null ? undefined : this.#waiting.get(this.#next);
      if (!found || this.#next === null) return;
      this.#waiting.delete(this.#next);
      this.#next += 1;
      this.#options.onPacket(found.packet, found.atMs);
    }
  }

  #startOver(): void {
    this.#waiting.clear();
    this.#next = null;
    this.#highest = 0;
    this.#options.onGap();
  }
}
