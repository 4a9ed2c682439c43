import { openPolling } from './raw-polling.ts';
import { openWebSocket } from './raw-websocket.ts';
import { createInbox, type Inbox, type WireClient } from './wire-client.ts';

/**
 * A client in raw frames, without a library. `eio4` is what Socket.IO 4 speaks, `eio3` what Socket.IO 2 speaks,
 * both over WebSocket; `polling` is Engine.IO 4 over HTTP.
 */
export interface RawClient extends WireClient {
  /** A frame as it is: for what no library would send. */
  sendFrame(frame: string | Buffer): void;
}

export type RawTransport = 'eio4' | 'eio3' | 'polling';

/** What a transport needs from the client, and gives to it: Engine.IO packets as text. */
export interface RawWire {
  send(packet: string | Buffer): void;
  close(): void;
  drop(): void;
  readonly closed: Promise<void>;
}

export type OpenWire = (url: string, onPacket: (packet: string) => void) => Promise<RawWire>;

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
  const answers = createAnswers();
  let accept = (): void => undefined;
  const accepted = new Promise<void>((resolve) => {
    accept = resolve;
  });
  const wire = await openers[transport](url, (packet) => {
    if (packet.startsWith('40')) accept();
    if (packet.startsWith('42')) inbox.put(eventOf(packet));
    if (packet.startsWith('43')) answers.put(packet);
  });
  // Engine.IO 3 servers accept the default namespace unasked.
  if (transport !== 'eio3') wire.send('40');
  await Promise.race([accepted, refuseWhenClosed(wire)]);
  return clientOf(wire, inbox, answers);
}

function clientOf(wire: RawWire, inbox: Inbox, answers: Answers): RawClient {
  const closed = wire.closed.then(inbox.end);
  return {
    received: inbox.received,
    next: inbox.next,
    closed,
    emit: (event, ...args) => wire.send(`42${JSON.stringify([event, ...args])}`),
    ask: (event, ...args) =>
      answers.wait((id) => wire.send(`42${id}${JSON.stringify([event, ...args])}`)),
    sendFrame: (frame) => wire.send(frame),
    close: () => {
      wire.close();
      return closed;
    },
    drop: () => wire.drop(),
  };
}

type Answers = ReturnType<typeof createAnswers>;

function createAnswers() {
  const waiters = new Map<number, (answer: unknown) => void>();
  let nextId = 0;
  return {
    wait(send: (id: number) => void): Promise<unknown> {
      const id = nextId;
      nextId += 1;
      return new Promise((resolve) => {
        waiters.set(id, resolve);
        send(id);
      });
    },
    put(packet: string): void {
      const [, id = '', json = '[]'] = /^43(\d+)(.*)$/s.exec(packet) ?? [];
      const [answer] = JSON.parse(json) as unknown[];
      waiters.get(Number(id))?.(answer);
      waiters.delete(Number(id));
    },
  };
}

function eventOf(packet: string) {
  const [event, ...args] = JSON.parse(packet.slice(2)) as [string, ...unknown[]];
  return { event, args };
}

async function refuseWhenClosed(wire: RawWire): Promise<never> {
  await wire.closed;
  throw new Error('the server closed the connection before it accepted the namespace');
}
