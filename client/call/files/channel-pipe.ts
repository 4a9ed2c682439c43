import type { FilePipe, FilePipeListener } from './file-pipe.ts';

/** So much is handed to the browser ahead of the network: enough to keep it busy while the next is read. */
const FULL_BYTES = 1024 * 1024;
const LOW_BYTES = 256 * 1024;

/** Not every WebRTC outside of browsers says when there is room. */
const ROOM_CHECK_MS = 50;

/** What comes before anybody listens is kept, within reason. */
const MAX_WAITING = 1000;

export class ChannelPipe implements FilePipe {
  readonly #channel: RTCDataChannel;
  readonly #connection: RTCPeerConnection;
  #waiting: unknown[] = [];
  #listener: FilePipeListener | null = null;

  constructor(channel: RTCDataChannel, connection: RTCPeerConnection) {
    this.#channel = channel;
    this.#connection = connection;
    channel.binaryType = 'arraybuffer';
    channel.bufferedAmountLowThreshold = LOW_BYTES;
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => this.#take(data));
    channel.addEventListener('close', () => this.#listener?.onClose());
  }

  get isOpen(): boolean {
    return this.#channel.readyState === 'open';
  }

  get maxMessageBytes(): number {
    return this.#connection.sctp?.maxMessageSize ?? Number.POSITIVE_INFINITY;
  }

  send(data: string | Uint8Array<ArrayBuffer>): void {
    if (!this.isOpen) return;
    if (typeof data === 'string') this.#channel.send(data);
    else this.#channel.send(data);
  }

  async room(): Promise<void> {
    while (this.isOpen && this.#channel.bufferedAmount > FULL_BYTES) await this.#drained();
  }

  listen(listener: FilePipeListener): void {
    this.#listener = listener;
    for (const data of this.#waiting.splice(0)) listener.onMessage(data);
  }

  #take(data: unknown): void {
    if (this.#listener) this.#listener.onMessage(data);
    else if (this.#waiting.length < MAX_WAITING) this.#waiting.push(data);
  }

  #drained(): Promise<void> {
    return new Promise((resolve) => {
      const settle = () => {
        clearTimeout(timer);
        this.#channel.removeEventListener('bufferedamountlow', settle);
        this.#channel.removeEventListener('close', settle);
        resolve();
      };
      const timer = setTimeout(settle, ROOM_CHECK_MS);
      this.#channel.addEventListener('bufferedamountlow', settle);
      this.#channel.addEventListener('close', settle);
    });
  }
}
