import type { MemberId } from '../../../protocol/ids.ts';
import { afterPicture } from '../after-picture.ts';
import type { FilePipe } from './file-pipe.ts';
import type { FileSnapshot } from './file-snapshot.ts';
import type { Transfers } from './transfers.ts';

export interface FilesOptions {
  readonly now: () => number;
  readonly onChange: () => void;
  readonly onFault: (error: unknown) => void;
}

const NONE: readonly FileSnapshot[] = [];

/** The files of one call. What does the work is loaded with the first connection, not with the page. */
export class Files {
  readonly #options: FilesOptions;
  #transfers: Transfers | null = null;
  #snapshots = NONE;
  #isClosed = false;

  constructor(options: FilesOptions) {
    this.#options = options;
  }

  /** The same array until something changes. */
  get snapshots(): readonly FileSnapshot[] {
    return this.#snapshots;
  }

  get canSend(): boolean {
    return this.#transfers?.canSend === true;
  }

  /** What comes on it until the work is loaded waits there. */
  attach(member: MemberId, pipe: FilePipe): void {
    afterPicture(() => {
      if (!this.#isClosed) this.#attach(member, pipe);
    });
  }

  #attach(member: MemberId, pipe: FilePipe): void {
    this.#load().then(
      (transfers) => {
        if (!this.#isClosed) transfers.attach(member, pipe);
      },
      (error: unknown) => this.#options.onFault(error),
    );
  }

  send(files: readonly File[]): void {
    this.#transfers?.send(files);
  }

  /** All other members have left for good. */
  retain(members: readonly MemberId[]): void {
    this.#transfers?.retain(members);
  }

  /** What is under way ends. What has arrived stays. */
  close(): void {
    this.#isClosed = true;
    this.retain([]);
  }

  async #load(): Promise<Transfers> {
    const loaded = await import('./transfers.ts');
    this.#transfers ??= new loaded.Transfers({
      now: this.#options.now,
      onFault: this.#options.onFault,
      onChange: () => this.#changed(),
    });
    return this.#transfers;
  }

  #changed(): void {
    this.#snapshots = this.#transfers?.snapshots ?? NONE;
    if (!this.#isClosed) this.#options.onChange();
  }
}
