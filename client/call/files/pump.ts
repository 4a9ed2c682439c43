import { PIECE_HEADER_BYTES, toPiece } from '../../../protocol/files.ts';
import type { FilePipe } from './file-pipe.ts';
import type { OutgoingFile } from './outgoing-file.ts';

export interface PumpOptions {
  readonly pipe: FilePipe;
  readonly files: () => readonly OutgoingFile[];
  readonly onFault: (error: unknown) => void;
}

/** Sends what is to be sent through one pipe, as fast as that takes it: a part of each file in turn. */
export class Pump {
  readonly #options: PumpOptions;
  #last: OutgoingFile | undefined;
  #isRunning = false;
  #isStopped = false;

  constructor(options: PumpOptions) {
    this.#options = options;
  }

  /** There may be something to send. */
  kick(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#run().catch((error: unknown) => this.#options.onFault(error));
  }

  /** For ever: another pipe has its own. */
  stop(): void {
    this.#isStopped = true;
  }

  async #run(): Promise<void> {
    try {
      for (let file = this.#next(); file; file = this.#next()) await this.#sendPartOf(file);
    } finally {
      this.#isRunning = false;
    }
  }

  #next(): OutgoingFile | undefined {
    if (!this.#isUsable) return undefined;
    const files = this.#options.files();
    const after = this.#last ? files.indexOf(this.#last) + 1 : 0;
    this.#last = [...files.slice(after), ...files.slice(0, after)].find(({ hasMore }) => hasMore);
    return this.#last;
  }

  async #sendPartOf(file: OutgoingFile): Promise<void> {
    const { pipe } = this.#options;
    if (file.isWholeSent) {
      file.sayEnd();
      return;
    }
    const bytes = await file.read();
    const step = pipe.maxMessageBytes - PIECE_HEADER_BYTES;
    for (let at = 0; bytes && at < bytes.length; at += step) {
      await pipe.room();
      if (!this.#isUsable || !file.isOpen) return;
      const part = bytes.subarray(at, at + step);
      pipe.send(toPiece({ id: file.id, bytes: part }));
      file.handleSent(part.length);
    }
  }

  get #isUsable(): boolean {
    return !this.#isStopped && this.#options.pipe.isOpen;
  }
}
