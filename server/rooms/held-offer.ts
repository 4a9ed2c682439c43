import type { NoticeArgs } from '../../protocol/events.ts';
import { isCandidate, sizeOf } from '../../protocol/signals.ts';

/** A message on its way, and how it was written where its family hands that on. */
export interface Relayed {
  readonly message: readonly ['message', ...NoticeArgs<'message'>];
  readonly frame?: string | undefined;
  readonly isForFamily?: boolean | undefined;
}

/** As many as one description may bring, and as much as one message. */
const MAX_CANDIDATES = 100;
const MAX_CHARS = 128 * 1024;

/**
 * Who calls by itself may offer before anybody is there, and does not offer again. The last such offer waits, with its
 * candidates, for the one who comes.
 */
export class HeldOffer {
  #kept: Relayed[] = [];
  #chars = 0;

  keep(relayed: Relayed): void {
    const { message, frame = '' } = relayed;
    const [, , data] = message;
    if (data.type === 'offer') this.drop();
    else if (!isCandidate(data) || this.#kept.length === 0) return;
    this.#chars += sizeOf(data) + frame.length;
    if (this.#kept.length <= MAX_CANDIDATES && this.#chars <= MAX_CHARS) this.#kept.push(relayed);
  }

  /** Once: it is an offer to one. */
  take(): readonly Relayed[] {
    const kept = this.#kept;
    this.drop();
    return kept;
  }

  drop(): void {
    this.#kept = [];
    this.#chars = 0;
  }
}
