import type { FilePipe, FilePipeListener } from '../../client/call/files/file-pipe.ts';
import type { FileSink } from '../../client/call/files/file-sink.ts';

type Message = string | Uint8Array<ArrayBuffer>;

/** One end of a pipe whose messages wait until the test delivers them. */
export interface FakePipe extends FilePipe {
  /** On their way to the other end. */
  readonly sent: Message[];
  readonly history: readonly Message[];
  /** The most bytes that were ever on their way at once. */
  readonly peak: number;
  close(): void;
}

/** As much as is taken ahead of delivery. */
const FULL_BYTES = 256 * 1024;
const MESSAGE_BYTES = 16 * 1024;

export interface PipePair {
  readonly left: FakePipe & { deliver(): void };
  readonly right: FakePipe & { deliver(): void };
  /** Delivers in both directions until it is so. */
  flowUntil(isDone: () => boolean): Promise<void>;
  /** Both ends are closed; what was on its way is lost. */
  cut(): void;
}

export function createPipePair(): PipePair {
  const [left, right] = [createEnd(), createEnd()];
  const deliver = (from: typeof left, to: typeof left) => {
    for (const message of from.sent.splice(0)) to.hear(message);
    from.makeRoom();
  };
  const pair = {
    left: Object.assign(left, { deliver: () => deliver(left, right) }),
    right: Object.assign(right, { deliver: () => deliver(right, left) }),
    async flowUntil(isDone: () => boolean) {
      while (!isDone()) {
        pair.left.deliver();
        pair.right.deliver();
        await new Promise((resolve) => setTimeout(resolve));
      }
    },
    cut() {
      left.close();
      right.close();
    },
  };
  return pair;
}

interface End extends FakePipe {
  hear(message: Message): void;
  makeRoom(): void;
}

function createEnd(): End {
  const sent: Message[] = [];
  const history: Message[] = [];
  const heard: unknown[] = [];
  let listener: FilePipeListener | null = null;
  let isOpen = true;
  let peak = 0;
  let waiters: (() => void)[] = [];
  const queued = () => sent.reduce((sum, { length }) => sum + length, 0);
  const end: End = {
    sent,
    history,
    maxMessageBytes: MESSAGE_BYTES,
    get isOpen() {
      return isOpen;
    },
    get peak() {
      return peak;
    },
    send(message) {
      if (!isOpen) return;
      // As a channel does: what the sender does with its bytes afterwards is all one.
      const copy = message.slice();
      sent.push(copy);
      history.push(copy);
      peak = Math.max(peak, queued());
    },
    async room() {
      while (isOpen && queued() > FULL_BYTES) {
        await new Promise<void>((resolve) => waiters.push(resolve));
      }
    },
    listen(next) {
      listener = next;
      for (const data of heard.splice(0)) next.onMessage(data);
    },
    hear(message) {
      // As a channel does: what arrives is a buffer of its own.
      const data = typeof message === 'string' ? message : message.buffer;
      if (listener) listener.onMessage(data);
      else heard.push(data);
    },
    makeRoom() {
      for (const resolve of waiters.splice(0)) resolve();
      waiters = [];
    },
    close() {
      isOpen = false;
      sent.length = 0;
      end.makeRoom();
      listener?.onClose();
    },
  };
  return end;
}

/** Keeps what it is given, and says what became of it. */
export interface FakeSink extends FileSink {
  /** Bytes put away so far. */
  readonly written: number;
  readonly fate: 'open' | 'closed' | 'aborted';
  /** From now on writing waits until it is let go on. */
  stall(): void;
  goOn(): void;
}

export function createFakeSink(): FakeSink {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let fate: FakeSink['fate'] = 'open';
  let gate = Promise.resolve();
  let open = () => {};
  return {
    get fate() {
      return fate;
    },
    get written() {
      return parts.reduce((sum, { length }) => sum + length, 0);
    },
    async write(written) {
      await gate;
      parts.push(...written);
    },
    async close() {
      await gate;
      fate = 'closed';
      return new Blob(parts);
    },
    async abort() {
      await gate;
      fate = 'aborted';
    },
    stall() {
      gate = new Promise((resolve) => {
        open = resolve;
      });
    },
    goOn: () => open(),
  };
}

/** Bytes that repeat nowhere near, so that none can be missed or come twice unnoticed. */
export function createFile(name: string, size: number, type = ''): File {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += 1) bytes[at] = (at * 31 + (at >> 8) * 7 + (at >> 16)) & 0xff;
  return new File([bytes], name, { type });
}
