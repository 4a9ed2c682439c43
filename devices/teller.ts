/** Says what has changed, and not again and again what has not. */
export interface Teller {
  tell(sentence: string): void;
  /** All is well: what comes after it is news. */
  reset(): void;
}

export function createTeller(say: (sentence: string) => void): Teller {
  let last: string | null = null;
  return {
    tell(sentence) {
      if (sentence !== last) say(sentence);
      last = sentence;
    },
    reset() {
      last = null;
    },
  };
}
