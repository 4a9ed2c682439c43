import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import {
  type ReceiverWord,
  reasonOf,
  type SenderWord,
  WINDOW_BYTES,
} from '../../../protocol/files.ts';
import { toFileName } from './file-name.ts';
import type { FileSink } from './file-sink.ts';
import type { FileFailure, FileState } from './file-snapshot.ts';
import { Speed } from './speed.ts';

/** So often the sender is told how far it may go: some times within its window. */
const TELL_BYTES = 512 * 1024;

type Offer = Extract<SenderWord, { readonly type: 'offer' }>;

export interface IncomingFileOptions {
  readonly offer: Offer;
  readonly now: () => number;
  readonly say: (word: ReceiverWord) => void;
  readonly onChange: () => void;
  readonly onFault: (error: unknown) => void;
}

/** A file that a member offered. Once accepted it is put away piece by piece, and outlives any connection. */
export class IncomingFile {
  readonly id: number;
  readonly name: string;
  readonly size: number;
  readonly mime: string;
  readonly at: number;
  readonly #options: IncomingFileOptions;
  readonly #speed: Speed;
  readonly #hash = sha256.create();
  #state: FileState = { kind: 'offered' };
  #sink: FileSink | null = null;
  #received = 0;
  #written = 0;
  /** What the sender knows of. */
  #told = 0;
  /** What has come since the last write began. */
  #waiting: Uint8Array<ArrayBuffer>[] = [];
  /** One after the other: writes, and then the end. */
  #jobs: Promise<void> = Promise.resolve();

  constructor(options: IncomingFileOptions) {
    const { offer, now } = options;
    this.#options = options;
    this.#speed = new Speed(now);
    this.id = offer.id;
    this.name = toFileName(offer.name);
    this.size = offer.size;
    this.mime = offer.mime;
    this.at = now();
  }

  get state(): FileState {
    return this.#state;
  }

  get isOpen(): boolean {
    return this.#state.kind === 'offered' || this.#isMoving;
  }

  accept(sink: FileSink): void {
    // It may have been withdrawn while the person chose a place.
    if (this.#state.kind !== 'offered') {
      this.#discard(sink);
      return;
    }
    this.#sink = sink;
    this.#state = { kind: 'moving', bytes: 0, bytesPerSecond: null };
    this.#speed.take(0);
    this.sayAgain();
    this.#options.onChange();
  }

  decline(): void {
    this.#end(this.#isMoving ? { kind: 'cancelled', by: 'me' } : { kind: 'declined' });
    this.sayAgain();
  }

  /** The last word on it, for one who may have missed it. */
  sayAgain(): void {
    this.#options.say(this.#lastWord());
  }

  pause(): void {
    this.#speed.pause();
    this.#showProgress();
  }

  fail(why: FileFailure): void {
    if (this.isOpen) this.#end({ kind: 'failed', why });
  }

  take(word: Exclude<SenderWord, Offer>): void {
    if (word.type === 'end') this.#queue(() => this.#finish(word.sha256));
    else if (this.isOpen) this.#handleWithdrawal(reasonOf(word));
  }

  takePiece(bytes: Uint8Array<ArrayBuffer>): void {
    if (!this.#isMoving) return;
    this.#received += bytes.length;
    // After a resume a sender may be a window ahead of what was on its way already.
    const isAhead = this.#received - this.#written > 2 * WINDOW_BYTES;
    if (isAhead || this.#received > this.size) this.#refuse('damaged');
    else if (this.#waiting.push(bytes) === 1) this.#queue(() => this.#write());
  }

  get #isMoving(): boolean {
    return this.#state.kind === 'moving';
  }

  #handleWithdrawal(why: FileFailure | null): void {
    this.#end(why ? { kind: 'failed', why } : { kind: 'cancelled', by: 'them' });
  }

  get #isDamaged(): boolean {
    return this.#state.kind === 'failed' && this.#state.why === 'damaged';
  }

  #lastWord(): ReceiverWord {
    const { id } = this;
    const { kind } = this.#state;
    if (kind === 'offered') return { type: 'asked', id };
    if (kind === 'moving') return { type: 'accept', id, from: this.#received };
    if (kind === 'done') return { type: 'received', id, isIntact: true };
    if (this.#isDamaged) return { type: 'received', id, isIntact: false };
    return { type: 'decline', id };
  }

  #queue(job: () => Promise<void>): void {
    this.#jobs = this.#jobs.then(async () => {
      if (this.#isMoving) await job();
    });
    this.#jobs = this.#jobs.catch((error: unknown) => {
      this.#options.onFault(error);
      this.#refuse('unwritable');
    });
  }

  /** All that waits at once: each write is a way to another thread and back. */
  async #write(): Promise<void> {
    const parts = this.#waiting.splice(0);
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    for (const part of parts) this.#hash.update(part);
    await this.#sink?.write(parts);
    this.#written += length;
    if (this.#written - this.#told >= TELL_BYTES) this.#tell();
    if (this.#speed.take(this.#written)) this.#showProgress();
  }

  #tell(): void {
    this.#told = this.#written;
    this.#options.say({ type: 'got', id: this.id, bytes: this.#written });
  }

  async #finish(expected: string): Promise<void> {
    const isIntact = this.#received === this.size && bytesToHex(this.#hash.digest()) === expected;
    if (!isIntact) return this.#refuse('damaged');
    const content = (await this.#sink?.close()) ?? null;
    if (!this.#isMoving) return;
    this.#sink = null;
    this.#end({ kind: 'done', content });
    this.sayAgain();
  }

  #refuse(why: FileFailure): void {
    if (!this.isOpen) return;
    this.fail(why);
    this.sayAgain();
  }

  #showProgress(): void {
    if (!this.#isMoving) return;
    const { bytesPerSecond } = this.#speed;
    this.#state = { kind: 'moving', bytes: this.#written, bytesPerSecond };
    this.#options.onChange();
  }

  #end(state: FileState): void {
    this.#state = state;
    if (this.#sink) this.#discard(this.#sink);
    this.#sink = null;
    this.#options.onChange();
  }

  #discard(sink: FileSink): void {
    sink.abort().catch((error: unknown) => this.#options.onFault(error));
  }
}
