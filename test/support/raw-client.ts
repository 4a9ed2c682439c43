import { openPolling } from './raw-polling.ts';
import { openWebSocket } from './raw-websocket.ts';

/**
 * A client in raw frames that knows WIRES section 1 and nothing else: no acknowledgement, no library.
 * `eio4` is what Socket.IO 4 speaks, `eio3` what Socket.IO 2 speaks, both over WebSocket;
 * `polling` is Engine.IO 4 over HTTP.
 */
export interface RawClient {
  /** Everything that came, in order, from the start. */
  readonly received: readonly RawEvent[];
  /** True once the server has ended the connection. */
  readonly isClosed: boolean;
  emit(event: string, ...args: readonly unknown[]): void;
  /** A frame as it is: for what no library would send. */
  sendFrame(frame: string): void;
  /** The arguments of the first event of this name that no `next` has taken yet. */
  next(event: string): Promise<readonly unknown[]>;
  /** Resolves when the connection has ended, by whichever side. */
  readonly closed: Promise<void>;
  /** Says goodbye on the transport, without `leave`. */
  close(): Promise<void>;
  /** Cuts the connection as a lost network does, where the transport has one to cut. */
  drop(): void;
}

export type RawTransport = 'eio4' | 'eio3' | 'polling';

export interface RawEvent {
  readonly event: string;
  readonly args: readonly unknown[];
}

/** What a transport needs from the client, and gives to it: Engine.IO packets as text. */
export interface RawWire {
  send(packet: string): void;
  close(): void;
  drop(): void;
  readonly closed: Promise<void>;
}

export type OpenWire = (url: string, onPacket: (packet: string) => void) => Promise<RawWire>;

interface Waiter {
  readonly event: string;
  readonly take: (args: readonly unknown[]) => void;
}

const openers: Readonly<Record<RawTransport, OpenWire>> = {
  eio4: (url, onPacket) => openWebSocket(url, 4, onPacket),
  eio3: (url, onPacket) => openWebSocket(url, 3, onPacket),
  polling: openPolling,
};

/** Resolves once the server has accepted the default namespace. `url` is like `http://127.0.0.1:8080`. */
export async function connectRaw(
  url: string,
  transport: RawTransport = 'eio4',
): Promise<RawClient> {
  const inbox = createInbox();
  let accept = (): void => undefined;
  const accepted = new Promise<void>((resolve) => {
    accept = resolve;
  });
  const wire = await openers[transport](url, (packet) => {
    if (packet.startsWith('40')) accept();
    if (packet.startsWith('42')) inbox.put(eventOf(packet));
  });
  // Engine.IO 3 servers accept the default namespace unasked.
  if (transport !== 'eio3') wire.send('40');
  await Promise.race([accepted, refuseWhenClosed(wire)]);
  return clientOf(wire, inbox);
}

function clientOf(wire: RawWire, inbox: Inbox): RawClient {
  let isClosed = false;
  const closed = wire.closed.then(() => {
    isClosed = true;
    inbox.end();
  });
  return {
    received: inbox.received,
    get isClosed() {
      return isClosed;
    },
    closed,
    emit: (event, ...args) => wire.send(`42${JSON.stringify([event, ...args])}`),
    sendFrame: (frame) => wire.send(frame),
    next: inbox.next,
    close: () => {
      wire.close();
      return closed;
    },
    drop: () => wire.drop(),
  };
}

type Inbox = ReturnType<typeof createInbox>;

function createInbox() {
  const received: RawEvent[] = [];
  const untaken: RawEvent[] = [];
  const waiters = new Set<Waiter & { readonly fail: (error: Error) => void }>();
  return {
    received,
    put(arrived: RawEvent): void {
      received.push(arrived);
      const waiter = [...waiters].find(({ event }) => event === arrived.event);
      if (!waiter) {
        untaken.push(arrived);
        return;
      }
      waiters.delete(waiter);
      waiter.take(arrived.args);
    },
    next(event: string): Promise<readonly unknown[]> {
      const index = untaken.findIndex((one) => one.event === event);
      const [found] = index === -1 ? [] : untaken.splice(index, 1);
      if (found) return Promise.resolve(found.args);
      return new Promise((take, fail) => {
        waiters.add({ event, take, fail });
      });
    },
    end(): void {
      for (const { event, fail } of waiters) fail(new Error(`closed while waiting for ${event}`));
      waiters.clear();
    },
  };
}

function eventOf(packet: string): RawEvent {
  const [event, ...args] = JSON.parse(packet.slice(2)) as [string, ...unknown[]];
  return { event, args };
}

async function refuseWhenClosed(wire: RawWire): Promise<never> {
  await wire.closed;
  throw new Error('the server closed the connection before it accepted the namespace');
}
