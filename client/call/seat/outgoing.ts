import type { MemberId } from '../../../protocol/ids.ts';
import type { Signal } from '../../../protocol/signals.ts';

export interface Outgoing {
  readonly signal: Signal;
  readonly to: MemberId;
}

/**
 * What was sent from a seat and is not yet acknowledged. The server counts what it takes from a seat, as this does,
 * so that after a lost connection each is sent again that it has not seen, and none that it has.
 */
export class OutgoingQueue {
  #waiting: (Outgoing & { readonly index: number })[] = [];
  #count = 0;

  /** Gives back what to call when it has been answered. */
  add(outgoing: Outgoing): () => void {
    this.#count += 1;
    const index = this.#count;
    this.#waiting.push({ ...outgoing, index });
    return () => {
      this.#waiting = this.#waiting.filter((one) => one.index !== index);
    };
  }

  /** The server has dealt with so many. The others are given back, to be sent and added again. */
  resume(taken: number): readonly Outgoing[] {
    const left = this.#waiting.filter(({ index }) => index > taken);
    this.#waiting = [];
    this.#count = taken;
    return left;
  }

  clear(): void {
    this.#waiting = [];
    this.#count = 0;
  }
}
