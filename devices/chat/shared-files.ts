import type { FileSnapshot, FileState } from '../../client/call/files/file-snapshot.ts';
import { Transfers } from '../../client/call/files/transfers.ts';
import type { MemberId } from '../../protocol/ids.ts';
import { DiskSink } from './disk-sink.ts';
import type { NativePipe } from './native-pipe.ts';
import type { Offers } from './offers.ts';
import { asSize, createProgress } from './progress.ts';

interface SharedFilesOptions {
  readonly offers: Offers;
  readonly nameOf: (member: MemberId) => string;
  readonly say: (sentence: string) => void;
  readonly onChange: () => void;
  readonly now: () => number;
}

const failures: Readonly<Record<Extract<FileState, { kind: 'failed' }>['why'], string>> = {
  damaged: 'what arrived is not what was sent',
  forgotten: 'the other side has started over',
  left: 'the other side has left',
  unreadable: 'it could not be read',
  unwritable: 'it could not be written',
  'too-many': 'too many files are on their way',
};

/** Files between our own clients: offered, compared at the end, and gone on with after a loss. */
export class SharedFiles {
  readonly #options: SharedFilesOptions;
  readonly #transfers: Transfers;
  readonly #kinds = new Map<string, FileState['kind']>();
  readonly #tellProgress: ReturnType<typeof createProgress>;

  constructor(options: SharedFilesOptions) {
    const { say, now } = options;
    this.#options = options;
    this.#tellProgress = createProgress(say, now);
    this.#transfers = new Transfers({
      now,
      onChange: () => this.#handleChange(),
      onFault: (error) => say(`A file failed: ${error instanceof Error ? error.message : error}`),
    });
  }

  get isBusy(): boolean {
    return this.#transfers.snapshots.some(
      ({ state, from }) => state.kind === 'moving' || (state.kind === 'offered' && from === 'me'),
    );
  }

  get canSend(): boolean {
    return this.#transfers.canSend;
  }

  attach(member: MemberId, pipe: NativePipe): void {
    this.#transfers.attach(member, pipe);
  }

  retain(members: readonly MemberId[]): void {
    this.#transfers.retain(members);
  }

  send(file: File): void {
    this.#transfers.send([file]);
  }

  #handleChange(): void {
    for (const snapshot of this.#transfers.snapshots) {
      const { key, name, size, state } = snapshot;
      if (state.kind === 'moving') this.#tellProgress(key, name, state.bytes / Math.max(1, size));
      if (this.#kinds.get(key) === state.kind) continue;
      this.#kinds.set(key, state.kind);
      this.#handleKind(snapshot);
    }
    this.#options.onChange();
  }

  #handleKind(snapshot: FileSnapshot): void {
    const { offers, nameOf, say } = this.#options;
    const { key, name, member, size, from, state, actions } = snapshot;
    if (from === 'them' && state.kind !== 'offered') offers.remove(key);
    if (from === 'them' && state.kind === 'offered') {
      const accept = (path: string) => actions.accept?.(new DiskSink(path));
      const decline = () => actions.decline?.();
      const words = `${nameOf(member)} offers ${name}, ${asSize(size)}`;
      offers.add({ key, name, accept, decline }, words);
    } else {
      const sentence = sentenceOn(snapshot, nameOf(member));
      if (sentence) say(sentence);
    }
  }
}

function sentenceOn({ from, name, size, state }: FileSnapshot, other: string): string | null {
  switch (state.kind) {
    case 'offered':
      return `${name}, ${asSize(size)}, is offered to ${other}.`;
    case 'moving':
      return from === 'me' ? `${other} takes ${name}.` : null;
    case 'done':
      return from === 'me' ? `${other} has ${name}.` : `${name} has arrived, whole.`;
    case 'declined':
      return from === 'me' ? `${other} does not take ${name}.` : `${name} is declined.`;
    case 'cancelled':
      return `${name} was stopped.`;
    case 'failed':
      return `${name} did not arrive: ${failures[state.why]}.`;
  }
}
