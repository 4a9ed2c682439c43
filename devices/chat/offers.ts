import { join } from 'node:path';
import { createFreeFile } from '../free-file.ts';

/** A file that somebody offers, until it is answered. */
export interface Offer {
  readonly key: string;
  /** Safe to save by. */
  readonly name: string;
  /** Into this file, which was made for it. */
  accept(path: string): void;
  decline(): void;
}

interface OffersOptions {
  readonly folder: string;
  readonly isAccepting: boolean;
  readonly say: (sentence: string) => void;
}

/** What is offered and not answered yet, by the numbers that people answer it with. */
export class Offers {
  readonly #options: OffersOptions;
  readonly #open = new Map<number, Offer>();
  #last = 0;

  constructor(options: OffersOptions) {
    this.#options = options;
  }

  add(offer: Offer, words: string): void {
    const number = ++this.#last;
    this.#open.set(number, offer);
    if (this.#options.isAccepting) {
      this.#options.say(`${words}.`);
      this.#accept(number, offer);
    } else this.#options.say(`${words}: /accept ${number} or /decline ${number}`);
  }

  /** It is offered no more. */
  remove(key: string): void {
    for (const [number, offer] of this.#open) if (offer.key === key) this.#open.delete(number);
  }

  answer(kind: 'accept' | 'decline', asked: number | null): void {
    const number = asked ?? [...this.#open.keys()].at(-1) ?? 0;
    const offer = this.#open.get(number);
    if (!offer) this.#options.say('No such file is offered.');
    else if (kind === 'accept') this.#accept(number, offer);
    else {
      this.#open.delete(number);
      offer.decline();
    }
  }

  #accept(number: number, offer: Offer): void {
    const { folder, say } = this.#options;
    const path = createFreeFile(join(folder, offer.name));
    this.#open.delete(number);
    say(`Taking ${offer.name} into ${path}`);
    offer.accept(path);
  }
}
