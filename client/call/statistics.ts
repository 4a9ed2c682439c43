import { type Sample, takeSample } from './sample.ts';
import type { Stats } from './stats.ts';

export interface StatisticsOptions {
  readonly connection: RTCPeerConnection;
  /** Without it nothing is measured: not every WebRTC outside browsers survives being asked. */
  readonly everyMs: number | undefined;
  readonly onSample: () => void;
}

/** Measures a connection again and again, for as long as it is connected. */
export class Statistics {
  readonly #options: StatisticsOptions;
  #timer: ReturnType<typeof setInterval> | undefined;
  #isAsking = false;
  #sample: Sample | null = null;

  constructor(options: StatisticsOptions) {
    const { connection, everyMs } = options;
    this.#options = options;
    if (everyMs === undefined) return;
    connection.addEventListener('connectionstatechange', () => {
      this.stop();
      if (connection.connectionState !== 'connected') return;
      this.#timer = setInterval(() => void this.#measure(), everyMs);
      void this.#measure();
    });
  }

  /** The last one. */
  get sample(): Sample | null {
    return this.#sample;
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** One question at a time. What a browser does not answer is not measured, and harms nothing. */
  async #measure(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    const stats = await this.#options.connection.getStats().catch(() => null);
    this.#isAsking = false;
    if (!stats || this.#timer === undefined) return;
    this.#sample = takeSample(stats as Stats);
    this.#options.onSample();
  }
}
