import type { Sample } from '../statistics/sample.ts';

/** Below this a picture starves the sound, and is none anyway. Bits a second. */
const TOO_LITTLE = 90_000;
/** So much loss for so long, and words are lost. */
const TOO_MUCH_LOSS = 0.15;
/** Samples in a row: one bad moment is no alarm. */
const PATIENCE = 3;
/** Until the picture is tried again, ever later while it comes to nothing. */
const FIRST_WAIT_MS = 8_000;
const LAST_WAIT_MS = 60_000;
/** After a gap in the samples the connection was lost and found: what was counted meanwhile says nothing. */
const GAP_MS = 5_000;
const RECOVERY_MS = 10_000;
/** A picture that has lasted so long has come back for good. */
const LASTING_MS = 30_000;

/**
 * Takes the picture away where the way carries sound alone, and brings it back slowly. The browser lowers the
 * picture's quality by itself, but never lets go of it.
 */
export class PicturePause {
  readonly #onChange: () => void;
  #isPaused = false;
  #bad = 0;
  #waitMs = FIRST_WAIT_MS;
  #changedAt = 0;
  #lastAt = 0;
  #trustedFrom = 0;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  handle(sample: Sample): void {
    const hasGap = this.#lastAt > 0 && sample.at - this.#lastAt > GAP_MS;
    this.#lastAt = sample.at;
    if (hasGap) this.#recover(sample.at);
    if (sample.at < this.#trustedFrom) return;
    if (this.#isPaused) this.#handlePaused(sample);
    else this.#handleRunning(sample);
  }

  #recover(at: number): void {
    this.#trustedFrom = at + RECOVERY_MS;
    this.#bad = 0;
    if (this.#isPaused) this.#set(false, at);
  }

  #handleRunning(sample: Sample): void {
    // Without a picture there is nothing to take away.
    this.#bad = sample.sending.picture !== null && isStarving(sample) ? this.#bad + 1 : 0;
    if (this.#bad >= PATIENCE) this.#pause(sample.at);
    else if (sample.at - this.#changedAt > LASTING_MS) this.#waitMs = FIRST_WAIT_MS;
  }

  #handlePaused({ at, sending }: Sample): void {
    const isCalm = (sending.lost ?? 0) < TOO_MUCH_LOSS / 2;
    if (isCalm && at - this.#changedAt >= this.#waitMs) this.#set(false, at);
  }

  #pause(at: number): void {
    // It came to nothing once more.
    if (this.#changedAt > 0) this.#waitMs = Math.min(2 * this.#waitMs, LAST_WAIT_MS);
    this.#set(true, at);
  }

  #set(isPaused: boolean, at: number): void {
    this.#isPaused = isPaused;
    this.#bad = 0;
    this.#changedAt = at;
    this.#onChange();
  }
}

function isStarving({ availableBitrate, sending }: Sample): boolean {
  const isNarrow = availableBitrate !== null && availableBitrate < TOO_LITTLE;
  return isNarrow || (sending.lost ?? 0) > TOO_MUCH_LOSS;
}
