/** Since the first picture came. */
export interface PictureCounts {
  readonly received: number;
  readonly bytes: number;
  readonly drawn: number;
  /** A newer one came before their turn. */
  readonly skipped: number;
  /** Could not be read. */
  readonly broken: number;
  /** When the last one came. */
  readonly lastAtMs: number;
  /** From the arrival of the one drawn last until it was drawn. */
  readonly drawnInMs: number | null;
}

interface NewestPictureOptions {
  readonly draw: (jpeg: ArrayBuffer) => Promise<void>;
  /** Milliseconds. */
  readonly now: () => number;
}

interface Arrived {
  readonly jpeg: ArrayBuffer;
  readonly atMs: number;
}

/**
 * Draws pictures as they come. While one is being drawn, only the newest waits: where drawing is slower than the pictures
 * come, some are skipped, and none is shown late.
 */
export class NewestPicture {
  readonly #options: NewestPictureOptions;
  #waiting: Arrived | null = null;
  #isDrawing = false;
  #isStopped = false;
  #counts: PictureCounts = {
    received: 0,
    bytes: 0,
    drawn: 0,
    skipped: 0,
    broken: 0,
    lastAtMs: 0,
    drawnInMs: null,
  };

  constructor(options: NewestPictureOptions) {
    this.#options = options;
  }

  get counts(): PictureCounts {
    return this.#counts;
  }

  handle(jpeg: ArrayBuffer): void {
    const { received, bytes, skipped } = this.#counts;
    const atMs = this.#options.now();
    this.#counts = {
      ...this.#counts,
      received: received + 1,
      bytes: bytes + jpeg.byteLength,
      skipped: skipped + (this.#waiting ? 1 : 0),
      lastAtMs: atMs,
    };
    this.#waiting = { jpeg, atMs };
    if (!this.#isDrawing) void this.#drawAll();
  }

  stop(): void {
    this.#isStopped = true;
    this.#waiting = null;
  }

  async #drawAll(): Promise<void> {
    this.#isDrawing = true;
    while (this.#waiting && !this.#isStopped) {
      const next = this.#waiting;
      this.#waiting = null;
      await this.#draw(next);
    }
    this.#isDrawing = false;
  }

  async #draw({ jpeg, atMs }: Arrived): Promise<void> {
    try {
      await this.#options.draw(jpeg);
      const drawnInMs = this.#options.now() - atMs;
      this.#counts = { ...this.#counts, drawn: this.#counts.drawn + 1, drawnInMs };
    } catch {
      this.#counts = { ...this.#counts, broken: this.#counts.broken + 1 };
    }
  }
}
