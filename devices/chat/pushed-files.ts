import type { MemberId } from '../../protocol/ids.ts';
import { createDiskPut } from './disk-put.ts';
import { type FileHeader, parseFileHeader, writeFileHeader } from './file-header.ts';
import type { Offers } from './offers.ts';
import { asSize, createProgress } from './progress.ts';
import { PushedFile } from './pushed-file.ts';

/** What clients of the broadcast family send in one message. */
const PIECE_BYTES = 16 * 1024;
const FULL_BYTES = 1024 * 1024;
const ROOM_CHECK_MS = 10;

/** The channel of lines to one other. */
export interface LineChannel {
  readonly kind: 'acknowledged' | 'plain' | null;
  readonly unsentBytes: number;
  sendText(text: string): void;
  sendPiece(bytes: Buffer): void;
}

interface PushedFilesOptions {
  readonly offers: Offers;
  readonly say: (sentence: string) => void;
  readonly onChange: () => void;
  readonly now: () => number;
}

/** Files between clients that know nothing but the channel `chat`: announced there, and sent at once. */
export class PushedFiles {
  readonly #options: PushedFilesOptions;
  readonly #incoming = new Map<MemberId, PushedFile>();
  readonly #told = new Map<PushedFile, PushedFile['kind']>();
  readonly #tellProgress: ReturnType<typeof createProgress>;
  #sending: Promise<void> = Promise.resolve();
  #sendingCount = 0;
  #count = 0;

  constructor(options: PushedFilesOptions) {
    this.#options = options;
    this.#tellProgress = createProgress(options.say, options.now);
  }

  get isBusy(): boolean {
    const isMoving = [...this.#incoming.values()].some(({ kind }) => kind === 'moving');
    return this.#sendingCount > 0 || isMoving;
  }

  /** True for a line that announces a file. */
  takeText(member: MemberId, who: string, text: string): boolean {
    const header = parseFileHeader(text);
    if (!header) return false;
    this.end(member);
    const file = new PushedFile({ header, onChange: () => this.#handleChange(key, file) });
    const key = `pushed ${++this.#count}`;
    this.#incoming.set(member, file);
    this.#told.set(file, 'offered');
    const { name, size } = header;
    const accept = (path: string) => file.accept(createDiskPut(path));
    const decline = () => file.decline();
    this.#options.offers.add(
      { key, name, accept, decline },
      `${who} sends ${name}, ${asSize(size)}`,
    );
    return true;
  }

  takePiece(member: MemberId, bytes: Buffer): void {
    this.#incoming.get(member)?.take(bytes);
  }

  /** They have gone, or send another. */
  end(member: MemberId): void {
    this.#incoming.get(member)?.end();
    this.#incoming.delete(member);
  }

  /** One after the other. */
  send(channel: LineChannel, who: string, file: File): void {
    this.#sendingCount += 1;
    const sent = this.#sending.then(() => this.#send(channel, who, file));
    this.#sending = sent
      .catch((error: unknown) => {
        const why = error instanceof Error ? error.message : String(error);
        this.#options.say(`${file.name} could not be sent: ${why}.`);
      })
      .then(() => {
        this.#sendingCount -= 1;
        this.#options.onChange();
      });
  }

  async #send(channel: LineChannel, who: string, file: File): Promise<void> {
    const { name, size } = file;
    const key = `sending ${++this.#count}`;
    this.#options.say(`Sending ${name}, ${asSize(size)}, to ${who}.`);
    channel.sendText(writeFileHeader({ name, size }));
    for (let at = 0; at < size; at += PIECE_BYTES) {
      const bytes = await file.slice(at, at + PIECE_BYTES).arrayBuffer();
      while (channel.kind !== null && channel.unsentBytes > FULL_BYTES) await pause();
      if (channel.kind === null) throw new Error(`${who} has gone`);
      channel.sendPiece(Buffer.from(bytes));
      this.#tellProgress(key, name, at / size);
    }
    this.#options.say(`${name} is sent to ${who}.`);
  }

  #handleChange(key: string, file: PushedFile): void {
    const { header, kind, bytes } = file;
    if (kind === 'moving') this.#tellProgress(key, header.name, bytes / Math.max(1, header.size));
    if (this.#told.get(file) !== kind) this.#handleKind(key, file);
    this.#options.onChange();
  }

  #handleKind(key: string, file: PushedFile): void {
    const { offers, say } = this.#options;
    this.#told.set(file, file.kind);
    offers.remove(key);
    const sentence = sentenceOn(file.header, file.kind);
    if (sentence) say(sentence);
  }
}

function sentenceOn({ name }: FileHeader, kind: PushedFile['kind']): string | null {
  switch (kind) {
    case 'offered':
    case 'moving':
      return null;
    case 'done':
      return `${name} has arrived.`;
    case 'declined':
      return `${name} is declined.`;
    case 'too-large':
      return `${name} is too large to wait for an answer; --accept-files takes such files at once.`;
    case 'broken':
      return `${name} did not arrive: the other side has left.`;
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ROOM_CHECK_MS));
}
