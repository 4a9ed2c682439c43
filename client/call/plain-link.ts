import {
  type Answer,
  parseAnswer,
  type RequestArgs,
  type RequestName,
} from '../../protocol/events.ts';
import { parseFrame } from '../../protocol/frame.ts';
import { createHearing } from './hearing.ts';
import type { Link } from './link.ts';
import { createRetry, type Retry } from './retry.ts';

/** As over Socket.IO: see there. */
const ANSWER_MS = 10_000;
const CONNECT_MS = 4_000;
const CHECK_MS = 1_000;
/** A page is not shown the pings of the server, so it asks by itself, as often and with the same patience. */
const PULSE_EVERY_MS = 10_000;
const PULSE_MS = 8_000;

/** What is used of a WebSocket. That of browsers is such, that of Node from version 22 on, and that of the package `ws`. */
export interface PlainSocket {
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  send(text: string): void;
  close(): void;
}

interface PlainLinkOptions {
  /** Of the server: `https://calls.example.org`. */
  readonly url: string;
  /** Of its wire: `/ws/plain` where none is given. */
  readonly path?: string;
  /** Without it, by the WebSocket of the platform. */
  readonly open?: (address: string) => PlainSocket;
}

/** Over the plain WebSocket: no library, and nothing but JSON on the wire. */
export function createPlainLink({
  url,
  path = '/ws/plain',
  open = (address) => new WebSocket(address),
}: PlainLinkOptions): Link {
  const address = new URL(path, url);
  address.protocol = address.protocol.replace('http', 'ws');
  return new PlainLink(() => open(address.href));
}

interface Question {
  readonly text: string;
  isSent: boolean;
  readonly settle: (answer: unknown) => void;
}

class PlainLink implements Link {
  readonly #open: () => PlainSocket;
  readonly #retry: Retry;
  readonly #questions = new Map<number, Question>();
  readonly #hearing = createHearing();
  readonly onNotice = this.#hearing.onNotice;
  readonly onOther = this.#hearing.onOther;
  readonly #upHandlers = new Set<(isUp: boolean) => void>();
  #socket: PlainSocket | null = null;
  #isUp = false;
  #asked = 0;
  /** Of the connection: until it is there, for how long to wait; after that, when to ask again for a sign of life. */
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(open: () => PlainSocket) {
    this.#open = open;
    this.#retry = createRetry(() => this.#connect());
    this.#connect();
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  request<K extends RequestName>(
    name: K,
    args: RequestArgs<K>,
    onAnswer?: (answer: Answer<K> | null) => void,
  ): void {
    this.#ask([name, args], ANSWER_MS, (answer) => onAnswer?.(parseAnswer(name, answer)));
  }

  ask(name: string, args: readonly unknown[], onAnswer: (answer: unknown) => void): void {
    this.#ask([name, args], ANSWER_MS, onAnswer);
  }

  onUp(handler: (isUp: boolean) => void): void {
    this.#upHandlers.add(handler);
  }

  hurry(): void {
    this.#retry.hurry();
  }

  check(): void {
    if (this.#isUp) this.#askForLife(CHECK_MS);
    else this.#end(this.#retry.atOnce);
  }

  close(): void {
    this.#end(this.#retry.stop);
    for (const { settle } of [...this.#questions.values()]) settle(null);
  }

  // The connection

  #connect(): void {
    const socket = this.#open();
    this.#socket = socket;
    this.#timer = setTimeout(() => this.#end(this.#retry.failed), CONNECT_MS);
    socket.onopen = () => this.#handleOpen();
    socket.onmessage = ({ data }: { readonly data: unknown }) => this.#handleFrame(String(data));
    socket.onclose = () => this.#end(this.#isUp ? this.#retry.lost : this.#retry.failed);
    // It closes after that. Where nobody listens, `ws` throws.
    socket.onerror = () => {};
  }

  #handleOpen(): void {
    this.#isUp = true;
    clearTimeout(this.#timer);
    for (const question of this.#questions.values()) this.#say(question);
    this.#pulse();
    for (const handle of this.#upHandlers) handle(true);
  }

  /** Whatever becomes of the connection, it is nothing to us any more. */
  #end(thenRetry: () => void): void {
    const [socket, wasUp] = [this.#socket, this.#isUp];
    clearTimeout(this.#timer);
    this.#socket = null;
    this.#isUp = false;
    if (socket) forsake(socket);
    thenRetry();
    if (!wasUp) return;
    for (const handle of this.#upHandlers) handle(false);
    for (const { isSent, settle } of [...this.#questions.values()]) if (isSent) settle(null);
  }

  /** Soon enough also for the server, which sends away who says nothing. */
  #pulse(): void {
    this.#askForLife(PULSE_MS);
    this.#timer = setTimeout(() => this.#pulse(), PULSE_EVERY_MS);
  }

  #askForLife(withinMs: number): void {
    const socket = this.#socket;
    this.#ask(['alive', []], withinMs, (answer) => {
      if (answer === null && this.#isUp && this.#socket === socket) this.#end(this.#retry.atOnce);
    });
  }

  // What is said on it

  #ask([event, args]: Asked, withinMs: number, onAnswer: (answer: unknown) => void): void {
    const ack = this.#asked;
    this.#asked += 1;
    const settle = (answer: unknown): void => {
      clearTimeout(timer);
      this.#questions.delete(ack);
      onAnswer(answer);
    };
    const timer = setTimeout(settle, withinMs, null);
    const question = { text: JSON.stringify({ event, args, ack }), isSent: false, settle };
    this.#questions.set(ack, question);
    if (this.#isUp) this.#say(question);
  }

  #say(question: Question): void {
    question.isSent = true;
    this.#socket?.send(question.text);
  }

  #handleFrame(text: string): void {
    const frame = parseFrame(text);
    if (!frame) return;
    if ('ack' in frame) this.#questions.get(Number(frame.ack))?.settle(frame.args[0]);
    else this.#hearing.hear(frame.event, frame.args);
  }
}

type Asked = readonly [event: string, args: readonly unknown[]];

/** What was said is sent on, and nothing is heard. */
function forsake(socket: PlainSocket): void {
  socket.onopen = null;
  socket.onmessage = null;
  socket.onclose = null;
  socket.close();
}
