import type { FileHeader } from './file-header.ts';

/** What comes without being asked for is kept in memory until somebody decides. */
const MOST_WAITING_BYTES = 32 * 1024 * 1024;

/** What a file is put away in. */
export interface Put {
  write(bytes: Buffer): void;
  /** Resolves when all is written. */
  close(): Promise<void>;
  abort(): void;
}

interface PushedFileOptions {
  readonly header: FileHeader;
  readonly onChange: (file: PushedFile) => void;
}

type State =
  | { readonly kind: 'offered'; readonly waiting: Buffer[] }
  | { readonly kind: 'moving'; readonly put: Put }
  | { readonly kind: 'done' | 'declined' | 'too-large' | 'broken' };

/** A file of a family that sends without asking: what has come by then waits for the answer. */
export class PushedFile {
  readonly header: FileHeader;
  readonly #onChange: PushedFileOptions['onChange'];
  #state: State = { kind: 'offered', waiting: [] };
  #bytes = 0;

  constructor({ header, onChange }: PushedFileOptions) {
    this.header = header;
    this.#onChange = onChange;
  }

  get kind(): State['kind'] {
    return this.#state.kind;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** All of it has come, whatever becomes of it. */
  get isWhole(): boolean {
    return this.#bytes >= this.header.size;
  }

  take(piece: Buffer): void {
    const bytes = piece.subarray(0, this.header.size - this.#bytes);
    this.#bytes += bytes.length;
    if (this.#state.kind === 'moving') this.#state.put.write(bytes);
    else if (this.#state.kind === 'offered') {
      if (this.#bytes > MOST_WAITING_BYTES) this.#set({ kind: 'too-large' });
      else this.#state.waiting.push(bytes);
    }
    this.#finishIfWhole();
    this.#onChange(this);
  }

  accept(put: Put): void {
    if (this.#state.kind !== 'offered') {
      put.abort();
      return;
    }
    for (const bytes of this.#state.waiting) put.write(bytes);
    this.#state = { kind: 'moving', put };
    this.#finishIfWhole();
    this.#onChange(this);
  }

  decline(): void {
    if (this.#state.kind === 'offered') this.#set({ kind: 'declined' });
  }

  /** The one who sent it has gone. */
  end(): void {
    if (this.isWhole) return;
    if (this.#state.kind === 'moving') this.#state.put.abort();
    if (this.#state.kind === 'moving' || this.#state.kind === 'offered')
      this.#set({ kind: 'broken' });
  }

  #finishIfWhole(): void {
    if (this.#state.kind !== 'moving' || !this.isWhole) return;
    const { put } = this.#state;
    put.close().then(
      () => this.#set({ kind: 'done' }),
      () => this.#set({ kind: 'broken' }),
    );
  }

  #set(state: State): void {
    this.#state = state;
    this.#onChange(this);
  }
}
