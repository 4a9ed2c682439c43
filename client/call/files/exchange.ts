import {
  type FileWord,
  MAX_OPEN_FILES,
  parseFileWord,
  parsePiece,
  type ReceiverWord,
  type SenderWord,
} from '../../../protocol/files.ts';
import type { MemberId } from '../../../protocol/ids.ts';
import type { FilePipe } from './file-pipe.ts';
import type { FileFailure, FileSnapshot } from './file-snapshot.ts';
import { IncomingFile } from './incoming-file.ts';
import { OutgoingFile } from './outgoing-file.ts';
import { Pump } from './pump.ts';

/** Of those that are over so many are still shown, and remembered for the other side. */
const MAX_OVER = 200;

export interface ExchangeOptions {
  readonly member: MemberId;
  readonly now: () => number;
  readonly onChange: () => void;
  readonly onFault: (error: unknown) => void;
}

interface Sending {
  readonly pipe: FilePipe;
  readonly pump: Pump;
  /** The other side has said all that it knows, and understands us. */
  isReady: boolean;
  /** Files of ours of which it has spoken. */
  readonly known: Set<number>;
}

/**
 * All files between this side and one member, over whatever pipe there is at the moment. On a new one each side says
 * its last word on every file again, then that it is ready. So both agree, whatever was lost.
 */
export class Exchange {
  readonly #options: ExchangeOptions;
  readonly #outgoing = new Map<number, OutgoingFile>();
  readonly #incoming = new Map<number, IncomingFile>();
  #sending: Sending | null = null;

  constructor(options: ExchangeOptions) {
    this.#options = options;
  }

  get isReady(): boolean {
    return this.#sending?.isReady === true && this.#sending.pipe.isOpen;
  }

  get snapshots(): readonly FileSnapshot[] {
    return [
      ...Array.from(this.#outgoing.values(), (file) => this.#outgoingSnapshot(file)),
      ...Array.from(this.#incoming.values(), (file) => this.#incomingSnapshot(file)),
    ];
  }

  attach(pipe: FilePipe): void {
    this.#detach();
    const { onFault } = this.#options;
    const pump = new Pump({ pipe, files: () => [...this.#outgoing.values()], onFault });
    const sending = { pipe, pump, isReady: false, known: new Set<number>() };
    this.#sending = sending;
    for (const file of this.#incoming.values()) file.sayAgain();
    for (const file of this.#outgoing.values()) file.sayAgain();
    this.#say({ type: 'ready' });
    pipe.listen({
      onMessage: (data) => {
        if (this.#sending === sending) this.#take(data);
      },
      onClose: () => {
        if (this.#sending === sending) this.#detach();
      },
    });
  }

  offer(file: File): void {
    const { now, onChange } = this.#options;
    const id = this.#newId();
    const outgoing = new OutgoingFile({ id, file, now, onChange, say: (word) => this.#say(word) });
    const isTooMany = openOnes(this.#outgoing) >= MAX_OPEN_FILES;
    keep(this.#outgoing, outgoing);
    if (isTooMany) outgoing.fail('too-many');
    else if (this.isReady) outgoing.offer();
    onChange();
  }

  /** Nothing more will come or go. */
  end(why: FileFailure): void {
    this.#detach();
    for (const file of [...this.#outgoing.values(), ...this.#incoming.values()]) file.fail(why);
  }

  #detach(): void {
    this.#sending?.pump.stop();
    this.#sending = null;
    for (const file of [...this.#outgoing.values(), ...this.#incoming.values()]) file.pause();
    this.#options.onChange();
  }

  #say(word: FileWord): void {
    this.#sending?.pipe.send(JSON.stringify(word));
  }

  #take(data: unknown): void {
    const piece = parsePiece(data);
    if (piece) this.#incoming.get(piece.id)?.takePiece(piece.bytes);
    const word = piece ? null : parseFileWord(data);
    if (word) this.#takeWord(word);
    this.#sending?.pump.kick();
  }

  #takeWord(word: FileWord): void {
    switch (word.type) {
      case 'ready':
        this.#handleReady();
        break;
      case 'offer':
        this.#handleOffer(word);
        break;
      case 'withdraw':
      case 'end':
        this.#incoming.get(word.id)?.take(word);
        break;
      default:
        this.#handleReceiver(word);
    }
  }

  #handleReady(): void {
    if (!this.#sending) return;
    this.#sending.isReady = true;
    for (const file of this.#outgoing.values()) {
      if (this.#sending.known.has(file.id) || !file.isOpen) continue;
      // It was lost on its way, or it was known to a page that is no more.
      if (file.state.kind === 'offered') file.offer();
      else file.fail('forgotten');
    }
    this.#options.onChange();
  }

  #handleOffer(offer: Extract<SenderWord, { type: 'offer' }>): void {
    if (this.#incoming.has(offer.id)) return;
    if (openOnes(this.#incoming) >= MAX_OPEN_FILES) {
      this.#say({ type: 'decline', id: offer.id });
      return;
    }
    const { now, onChange, onFault } = this.#options;
    const say = (word: ReceiverWord) => this.#say(word);
    keep(this.#incoming, new IncomingFile({ offer, now, onChange, onFault, say }));
    onChange();
  }

  #handleReceiver(word: ReceiverWord): void {
    const file = this.#outgoing.get(word.id);
    this.#sending?.known.add(word.id);
    if (file) file.take(word);
    else if (word.type === 'asked' || word.type === 'accept') {
      this.#say({ type: 'withdraw', id: word.id, why: 'forgotten' });
    }
  }

  #newId(): number {
    const [id = 0] = crypto.getRandomValues(new Uint32Array(1));
    return this.#outgoing.has(id) ? this.#newId() : id;
  }

  #outgoingSnapshot(file: OutgoingFile): FileSnapshot {
    const actions = file.isOpen ? { cancel: () => file.cancel() } : {};
    return { ...this.#rowOf(file, 'me'), actions };
  }

  #incomingSnapshot(file: IncomingFile): FileSnapshot {
    const decline = () => file.decline();
    const actions = {
      ...(file.state.kind === 'offered' && {
        accept: (sink: Parameters<IncomingFile['accept']>[0]) => file.accept(sink),
        decline,
      }),
      ...(file.state.kind === 'moving' && { cancel: decline }),
    };
    return { ...this.#rowOf(file, 'them'), actions };
  }

  #rowOf(file: OutgoingFile | IncomingFile, from: FileSnapshot['from']) {
    const { member } = this.#options;
    const { id, name, size, mime, at, state } = file;
    return { key: `${member} ${from} ${id}`, from, member, name, size, mime, at, state };
  }
}

type Kept = OutgoingFile | IncomingFile;

function openOnes(files: ReadonlyMap<number, Kept>): number {
  return [...files.values()].filter(({ isOpen }) => isOpen).length;
}

/** The oldest that are over go first. */
function keep<T extends Kept>(files: Map<number, T>, file: T): void {
  files.set(file.id, file);
  const over = [...files.values()].filter(({ isOpen }) => !isOpen);
  for (const { id } of over.slice(0, Math.max(0, over.length - MAX_OVER))) files.delete(id);
}
