/** Often enough for eyes, seldom enough for the page. */
const STEP_MS = 250;
const SMOOTHING_MS = 3000;

/** How fast bytes come, smoothed: a speed that jumps tells nobody when it will be over. */
export class Speed {
  readonly #now: () => number;
  #last: { readonly at: number; readonly bytes: number } | null = null;
  #bytesPerSecond: number | null = null;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Null until it is known. */
  get bytesPerSecond(): number | null {
    return this.#bytesPerSecond;
  }

  /** How many have come in all. True when a step is over, and it is worth showing. */
  take(bytes: number): boolean {
    const at = this.#now();
    const last = this.#last;
    if (last && at - last.at < STEP_MS) return false;
    if (last) this.#blend((1000 * (bytes - last.bytes)) / (at - last.at), at - last.at);
    this.#last = { at, bytes };
    return true;
  }

  /** Nothing flows for now: what comes later is measured from there. */
  pause(): void {
    this.#last = null;
    this.#bytesPerSecond = null;
  }

  #blend(latest: number, ms: number): void {
    const before = this.#bytesPerSecond ?? latest;
    this.#bytesPerSecond = before + (1 - Math.exp(-ms / SMOOTHING_MS)) * (latest - before);
  }
}
