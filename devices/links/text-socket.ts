import type { WebSocket } from 'ws';
import { createRetry, type Retry } from '../../client/call/retry.ts';
import { openSocket } from './open-socket.ts';

/** Any server answers a ping (RFC 6455 section 5.5.2). What is not answered before the next is lost. */
const PING_EVERY_MS = 10_000;

interface TextSocketOptions {
  readonly address: string;
  readonly onOpen: () => void;
  readonly onFrame: (frame: unknown) => void;
  readonly onTrouble: (sentence: string) => void;
}

/** A WebSocket of JSON that comes back for as long as it is not closed. */
export class TextSocket {
  readonly #options: TextSocketOptions;
  readonly #retry: Retry;
  #socket: WebSocket;
  #pinging: ReturnType<typeof setInterval> | undefined;

  constructor(options: TextSocketOptions) {
    this.#options = options;
    this.#retry = createRetry(() => {
      this.#socket = this.#connect();
    });
    this.#socket = this.#connect();
  }

  /** What is said while it is away is lost: whoever is back begins anew. */
  say(frame: object): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  /** Ends this connection, and comes back on another. */
  startOver(): void {
    this.#socket.terminate();
  }

  close(): void {
    this.#retry.stop();
    clearInterval(this.#pinging);
    this.#socket.removeAllListeners('close');
    this.#socket.close();
  }

  #connect(): WebSocket {
    const { address, onOpen, onFrame, onTrouble } = this.#options;
    let isOpen = false;
    const socket = openSocket(address, onTrouble);
    socket.on('open', () => {
      isOpen = true;
      this.#pinging = keepAlive(socket);
      onOpen();
    });
    socket.on('message', (data) => onFrame(parse(String(data))));
    socket.on('close', (_code, reason) => {
      clearInterval(this.#pinging);
      if (isOpen) onTrouble(whyLost(String(reason)));
      if (isOpen) this.#retry.lost();
      else this.#retry.failed();
    });
    return socket;
  }
}

function keepAlive(socket: WebSocket): ReturnType<typeof setInterval> {
  let isAnswered = true;
  socket.on('pong', () => {
    isAnswered = true;
  });
  return setInterval(() => {
    if (!isAnswered) socket.terminate();
    isAnswered = false;
    socket.ping();
  }, PING_EVERY_MS);
}

function whyLost(reason: string): string {
  return `The server ended the connection${reason === '' ? '' : `: ${reason.replace(/\.$/, '')}`}.`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
