import { fillPiece, MAX_PIECE_BYTES, PIECE_HEADER_BYTES } from '../../../protocol/files.ts';
import type { FilePipe } from './file-pipe.ts';
import type { OutgoingFile } from './outgoing-file.ts';

export interface PumpOptions {
  readonly pipe: FilePipe;
  readonly files: () => readonly OutgoingFile[];
  readonly onFault: (error: unknown) => void;
}

interface Part {
  readonly file: OutgoingFile;
  /** Null for the end of the file. */
  readonly bytes: Promise<Uint8Array<ArrayBuffer> | null> | null;
}

/** Sends what is to be sent through one pipe, as fast as that takes it: a part of each file in turn. */
export class Pump {
  readonly #options: PumpOptions;
  readonly #message = new Uint8Array(MAX_PIECE_BYTES);
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
      for (let part = this.#next(), then: Part | null; part; part = then ?? this.#next()) {
        const bytes = await part.bytes;
        // The next is read while this one is sent.
        then = this.#next();
        await this.#send(part, bytes);
      }
    } finally {
      this.#isRunning = false;
    }
  }

  #next(): Part | null {
    if (!this.#isUsable) return null;
    const files = this.#options.files();
    const after = this.#last ? files.indexOf(this.#last) + 1 : 0;
    const file = [...files.slice(after), ...files.slice(0, after)].find(({ hasMore }) => hasMore);
    this.#last = file;
    return file ? { file, bytes: file.isWholeRead ? null : file.read() } : null;
  }

  async #send(
    { file, bytes: reading }: Part,
    bytes: Uint8Array<ArrayBuffer> | null,
  ): Promise<void> {
    if (!reading && this.#isUsable) file.sayEnd();
    const step = Math.min(this.#options.pipe.maxMessageBytes, MAX_PIECE_BYTES) - PIECE_HEADER_BYTES;
    for (let at = 0; bytes && at < bytes.length; at += step) {
      await this.#options.pipe.room();
      if (!this.#isUsable || !file.isOpen) return;
      this.#sendPiece(file, bytes.subarray(at, at + step));
    }
  }

  #sendPiece(file: OutgoingFile, bytes: Uint8Array<ArrayBuffer>): void {
    this.#options.pipe.send(fillPiece(this.#message, { id: file.id, bytes }));
    file.handleSent(bytes.length);
  }

  get #isUsable(): boolean {
    return !this.#isStopped && this.#options.pipe.isOpen;
  }
}
