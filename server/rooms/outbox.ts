import type { Notice } from '../../protocol/events.ts';

/** At least so many are kept: what may have been on its way when a connection was lost, and what is said while a seat is held. */
const MAX_NOTICES = 256;

/**
 * The latest notices of a seat that has a token, counted from its first. Both sides count, so nothing is added to
 * what goes over the wire: the one who comes back says how many came, and is sent the rest.
 */
export class Outbox {
  #kept: Notice[] = [];
  #dropped = 0;

  add(notice: Notice): void {
    this.#kept.push(notice);
    // In bulk, so that it costs a message next to nothing.
    if (this.#kept.length < 2 * MAX_NOTICES) return;
    this.#kept.splice(0, MAX_NOTICES);
    this.#dropped += MAX_NOTICES;
  }

  /** Null where some of them are kept no more. */
  after(received: number): readonly Notice[] | null {
    const from = received - this.#dropped;
    return from < 0 || from > this.#kept.length ? null : this.#kept.slice(from);
  }

  clear(): void {
    this.#kept = [];
    this.#dropped = 0;
  }
}
