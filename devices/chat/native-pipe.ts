import type { DataChannel } from 'node-datachannel';
import type { FilePipe, FilePipeListener } from '../../client/call/files/file-pipe.ts';
import { sendOver } from '../send-over.ts';

/** So much is handed over ahead of the network. */
const FULL_BYTES = 1024 * 1024;
const ROOM_CHECK_MS = 10;
/** What comes before anybody listens is kept, within reason. */
const MAX_WAITING = 1000;

/** A data channel of libdatachannel as the way for files. */
export class NativePipe implements FilePipe {
  readonly #channel: DataChannel;
  #waiting: unknown[] = [];
  #listener: FilePipeListener | null = null;

  constructor(channel: DataChannel) {
    this.#channel = channel;
    channel.onMessage((data) => this.#take(typeof data === 'string' ? data : toArrayBuffer(data)));
    channel.onClosed(() => this.#listener?.onClose());
  }

  get isOpen(): boolean {
    return this.#channel.isOpen();
  }

  get maxMessageBytes(): number {
    return this.#channel.maxMessageSize();
  }

  send(data: string | Uint8Array<ArrayBuffer>): void {
    sendOver(this.#channel, data);
  }

  async room(): Promise<void> {
    while (this.isOpen && this.#channel.bufferedAmount() > FULL_BYTES) {
      await new Promise((resolve) => setTimeout(resolve, ROOM_CHECK_MS));
    }
  }

  listen(listener: FilePipeListener): void {
    this.#listener = listener;
    for (const data of this.#waiting.splice(0)) listener.onMessage(data);
  }

  #take(data: unknown): void {
    if (this.#listener) this.#listener.onMessage(data);
    else if (this.#waiting.length < MAX_WAITING) this.#waiting.push(data);
  }
}

function toArrayBuffer(data: Buffer | ArrayBuffer): ArrayBuffer {
  return data instanceof ArrayBuffer ? data : new Uint8Array(data).buffer;
}
