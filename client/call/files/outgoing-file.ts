import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import {
  MAX_FILE_NAME_CHARS,
  MAX_MIME_CHARS,
  type ReceiverWord,
  type SenderWord,
  WINDOW_BYTES,
} from '../../../protocol/files.ts';
import { toFileName } from './file-name.ts';
import type { FileFailure, FileState } from './file-snapshot.ts';
import { Speed } from './speed.ts';

/** Large enough to read fast, small enough that the hash of it (2 ms) is not felt. */
const READ_BYTES = 256 * 1024;

export interface OutgoingFileOptions {
  readonly id: number;
  readonly file: File;
  readonly now: () => number;
  readonly say: (word: SenderWord) => void;
  readonly onChange: () => void;
}

/** A file of ours, offered to one member. Outlives any connection: the receiver says where to go on. */
export class OutgoingFile {
  readonly id: number;
  readonly name: string;
  readonly mime: string;
  readonly at: number;
  readonly #options: OutgoingFileOptions;
  readonly #speed: Speed;
  readonly #hash = sha256.create();
  #hashed = 0;
  #state: FileState = { kind: 'offered' };
  /** What is read next, what is sent next, where the receiver lets the sender go, and how far it ever got. */
  #toRead = 0;
  #position = 0;
  #granted = 0;
  #reached = 0;
  /** Accepted on the pipe that there is now. */
  #isAsked = false;
  #hasEnded = false;

  constructor(options: OutgoingFileOptions) {
    const { id, file, now } = options;
    this.#options = options;
    this.#speed = new Speed(now);
    this.id = id;
    this.name = toFileName(file.name).slice(0, MAX_FILE_NAME_CHARS);
    this.mime = file.type.length > MAX_MIME_CHARS ? '' : file.type;
    this.at = now();
  }

  get size(): number {
    return this.#options.file.size;
  }

  get state(): FileState {
    return this.#state;
  }

  get isOpen(): boolean {
    return this.#state.kind === 'offered' || this.#state.kind === 'moving';
  }

  /** Whether there is something to send now, as far as the receiver lets it. */
  get hasMore(): boolean {
    if (!this.#isMoving || !this.#isAsked || this.#hasEnded) return false;
    return this.isWholeRead ? this.#position === this.size : this.#toRead < this.#granted;
  }

  get isWholeRead(): boolean {
    return this.#toRead === this.size;
  }

  offer(): void {
    const { id, name, size, mime } = this;
    this.#options.say({ type: 'offer', id, name, size, mime });
  }

  take(word: ReceiverWord): void {
    if (!this.isOpen) return;
    switch (word.type) {
      case 'asked':
        break;
      case 'accept':
        this.#goOn(word.from);
        break;
      case 'got':
        this.#handleGot(word.bytes);
        break;
      case 'decline':
        this.#end(this.#isMoving ? { kind: 'cancelled', by: 'them' } : { kind: 'declined' });
        break;
      case 'received':
        this.#handleReceived(word.isIntact);
        break;
    }
  }

  cancel(): void {
    this.#options.say({ type: 'withdraw', id: this.id });
    this.#end({ kind: 'cancelled', by: 'me' });
  }

  /** Said to one who missed it. */
  sayAgain(): void {
    if (!this.isOpen) this.#options.say({ type: 'withdraw', id: this.id });
  }

  fail(why: FileFailure): void {
    if (this.isOpen) this.#end({ kind: 'failed', why });
  }

  /** The way to the receiver is lost, for now. */
  pause(): void {
    this.#isAsked = false;
    this.#speed.pause();
    this.#showProgress();
  }

  /** What is to be sent next, read and taken into the hash; null when that can't be. */
  async read(): Promise<Uint8Array<ArrayBuffer> | null> {
    const start = this.#toRead;
    const end = Math.min(start + READ_BYTES, this.#granted, this.size);
    this.#toRead = end;
    const bytes = await readSlice(this.#options.file, start, end);
    if (!bytes) {
      this.#handleUnreadable();
      return null;
    }
    // What is sent a second time is in the hash already.
    if (end > this.#hashed) this.#hash.update(bytes.subarray(this.#hashed - start));
    this.#hashed = Math.max(this.#hashed, end);
    return bytes;
  }

  handleSent(bytes: number): void {
    this.#position += bytes;
    this.#reached = Math.max(this.#reached, this.#position);
  }

  sayEnd(): void {
    this.#hasEnded = true;
    // Of a copy, since it is said again on the next pipe where the answer was lost.
    const digest = bytesToHex(this.#hash.clone().digest());
    this.#options.say({ type: 'end', id: this.id, sha256: digest });
  }

  get #isMoving(): boolean {
    return this.#state.kind === 'moving';
  }

  #goOn(from: number): void {
    if (from > this.#reached) return;
    this.#toRead = from;
    this.#position = from;
    this.#granted = from + WINDOW_BYTES;
    this.#isAsked = true;
    this.#hasEnded = false;
    this.#state = { kind: 'moving', bytes: from, bytesPerSecond: null };
    this.#speed.take(from);
    this.#options.onChange();
  }

  #handleGot(bytes: number): void {
    if (!this.#isMoving || bytes > this.#reached) return;
    this.#granted = Math.max(this.#granted, bytes + WINDOW_BYTES);
    if (this.#speed.take(bytes)) this.#showProgress(bytes);
  }

  #handleReceived(isIntact: boolean): void {
    if (!this.#isMoving) return;
    if (!isIntact) this.fail('damaged');
    else if (this.#reached === this.size) this.#end({ kind: 'done', content: this.#options.file });
  }

  #handleUnreadable(): void {
    if (!this.isOpen) return;
    this.#options.say({ type: 'withdraw', id: this.id, why: 'unreadable' });
    this.fail('unreadable');
  }

  #showProgress(bytes?: number): void {
    if (this.#state.kind !== 'moving') return;
    const { bytesPerSecond } = this.#speed;
    this.#state = { kind: 'moving', bytes: bytes ?? this.#state.bytes, bytesPerSecond };
    this.#options.onChange();
  }

  #end(state: FileState): void {
    this.#state = state;
    this.#options.onChange();
  }
}

/** Null where the file is gone, changed or forbidden since it was chosen. */
async function readSlice(
  file: Blob,
  start: number,
  end: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const buffer = await file.slice(start, end).arrayBuffer();
    return buffer.byteLength === end - start ? new Uint8Array(buffer) : null;
  } catch {
    return null;
  }
}
