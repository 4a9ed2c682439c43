/** A client on a wire, as tests see it, whatever it is made of. */
export interface WireClient {
  /** Everything that came, in order, from the start. */
  readonly received: readonly WireEvent[];
  /** As a client that passes no acknowledgement. */
  emit(event: string, ...args: readonly unknown[]): void;
  /** With an acknowledgement: its argument. */
  ask(event: string, ...args: readonly unknown[]): Promise<unknown>;
  /** The arguments of the first event of this name that no `next` has taken yet. Fails where none comes in time. */
  next(event: string): Promise<readonly unknown[]>;
  /** Resolves when the connection has ended, by whichever side. */
  readonly closed: Promise<void>;
  /** Says goodbye on the transport, without `leave`. */
  close(): Promise<void>;
  /** Cuts the connection as a lost network does, where the transport has one to cut. */
  drop(): void;
}

export interface WireEvent {
  readonly event: string;
  readonly args: readonly unknown[];
}

/** What takes longer on a machine that is busy does not come any more. */
const PATIENCE_MS = 20_000;

interface Waiter {
  readonly event: string;
  readonly take: (args: readonly unknown[]) => void;
  readonly fail: (error: Error) => void;
}

/** What a client has received, and who waits for what. */
export interface Inbox {
  readonly received: readonly WireEvent[];
  put(arrived: WireEvent): void;
  next(event: string): Promise<readonly unknown[]>;
  end(): void;
}

export function createInbox(): Inbox {
  const received: WireEvent[] = [];
  const untaken: WireEvent[] = [];
  const waiters = new Set<Waiter>();
  return {
    received,
    put(arrived) {
      received.push(arrived);
      const waiter = [...waiters].find(({ event }) => event === arrived.event);
      if (!waiter) {
        untaken.push(arrived);
        return;
      }
      waiters.delete(waiter);
      waiter.take(arrived.args);
    },
    next(event) {
      const index = untaken.findIndex((one) => one.event === event);
      const [found] = index === -1 ? [] : untaken.splice(index, 1);
      if (found) return Promise.resolve(found.args);
      return new Promise((resolve, reject) => {
        const giveUp = (why: string): void => {
          const came = received.map((one) => one.event).join(', ') || 'nothing';
          reject(new Error(`${why} while waiting for ${event}; came: ${came}`));
        };
        const timer = setTimeout(() => giveUp(`${PATIENCE_MS / 1000} s passed`), PATIENCE_MS);
        waiters.add({
          event,
          take: settled(timer, resolve),
          fail: settled(timer, ({ message }) => giveUp(message)),
        });
      });
    },
    end() {
      for (const { fail } of waiters) fail(new Error('the connection ended'));
      waiters.clear();
    },
  };
}

function settled<T>(timer: NodeJS.Timeout, next: (value: T) => void): (value: T) => void {
  return (value) => {
    clearTimeout(timer);
    next(value);
  };
}
