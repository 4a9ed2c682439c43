import type { Notice } from '../../protocol/events.ts';
import { sizeOf } from '../../protocol/signals.ts';

/** At least so many are kept: what may have been on its way when a connection was lost, and what is said while a seat is held. */
const MAX_NOTICES = 256;
/** But no more than so much of them, however large they are: many seats may be held at once. */
const MAX_CHARS = 256 * 1024;
const OVERHEAD_CHARS = 128;

/**
 * The latest notices of a seat that has a token, counted from its first. Both sides count, so nothing is added to
 * what goes over the wire: the one who comes back says how many came, and is sent the rest.
 */
export class Outbox {
  #kept: Notice[] = [];
  #chars = 0;
  #dropped = 0;

  add(notice: Notice): void {
    this.#kept.push(notice);
    this.#chars += charsOf(notice);
    // In bulk, so that it costs a message next to nothing.
    if (this.#kept.length >= 2 * MAX_NOTICES || this.#chars >= 2 * MAX_CHARS) this.#shrink();
  }

  #shrink(): void {
    let count = 0;
    for (const notice of this.#kept) {
      if (this.#kept.length - count <= MAX_NOTICES && this.#chars <= MAX_CHARS) break;
      this.#chars -= charsOf(notice);
      count += 1;
    }
    this.#kept.splice(0, count);
    this.#dropped += count;
  }

  /** Null where some of them are kept no more. */
  after(received: number): readonly Notice[] | null {
    const from = received - this.#dropped;
    return from < 0 || from > this.#kept.length ? null : this.#kept.slice(from);
  }

  clear(): void {
    this.#kept = [];
    this.#chars = 0;
    this.#dropped = 0;
  }
}

function charsOf(notice: Notice): number {
  return OVERHEAD_CHARS + (notice[0] === 'message' ? sizeOf(notice[2]) : 0);
}
