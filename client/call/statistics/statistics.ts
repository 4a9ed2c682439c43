import type { Sample } from './sample.ts';
import type { Stats } from './stats.ts';

/** The first comes soon, but after the first picture, which it would hold up. */
const FIRST_MS = 300;

export interface StatisticsOptions {
  readonly connection: RTCPeerConnection;
  /** Without it nothing is measured: not every WebRTC outside browsers survives being asked. */
  readonly everyMs: number | undefined;
  readonly onSample: (sample: Sample) => void;
}

/** Measures a connection again and again, for as long as it is connected. */
export class Statistics {
  readonly #options: StatisticsOptions;
  #timer: ReturnType<typeof setInterval> | undefined;
  #first: ReturnType<typeof setTimeout> | undefined;
  #isAsking = false;
  #before: Stats | null = null;
  #sample: Sample | null = null;

  constructor(options: StatisticsOptions) {
    const { connection, everyMs } = options;
    this.#options = options;
    if (everyMs === undefined) return;
    connection.addEventListener('connectionstatechange', () => {
      this.stop();
      if (connection.connectionState !== 'connected') return;
      this.#timer = setInterval(() => void this.#measure(), everyMs);
      this.#first = setTimeout(() => void this.#measure(), FIRST_MS);
    });
  }

  /** The last one. */
  get sample(): Sample | null {
    return this.#sample;
  }

  stop(): void {
    clearInterval(this.#timer);
    clearTimeout(this.#first);
    this.#timer = undefined;
  }

  /** One question at a time. What a browser does not answer is not measured, and harms nothing. */
  async #measure(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    await this.#ask().catch(() => {});
    this.#isAsking = false;
  }

  async #ask(): Promise<void> {
    // Loaded when there is a connection to measure: a page that only opens doesn't wait for it.
    const { takeSample } = await import('./sample.ts');
    const stats = (await this.#options.connection.getStats()) as Stats;
    if (this.#timer === undefined) return;
    this.#sample = takeSample(this.#before, stats);
    this.#before = stats;
    this.#options.onSample(this.#sample);
  }
}
