import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import { decode, lengthOf, type Message, transactionOf } from './message.ts';
import type { ServerUrl } from './server-url.ts';

/** RFC 8489, section 6.2.1: a datagram may be lost, so it is sent again. */
const RESEND_MS = 500;
const PATIENCE_MS = 5_000;

/** A way to one server, for one request after the other. */
export interface Channel {
  /** Rejects where no answer comes. */
  ask(request: Buffer): Promise<Message>;
  close(): void;
}

interface Pipe {
  send(bytes: Buffer): void;
  close(): void;
  readonly isLossy: boolean;
}

interface Ears {
  onMessage(bytes: Buffer): void;
  onFault(error: Error): void;
}

/** Rejects where nobody is there. */
export async function openChannel(server: ServerUrl): Promise<Channel> {
  const waiting = new Map<string, (message: Message) => void>();
  let fail = (_error: Error): void => undefined;
  const broken = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  broken.catch(() => {});
  const pipe = await open(server, {
    onFault: (error) => fail(error),
    onMessage(bytes) {
      const message = decode(bytes);
      if (message) waiting.get(message.transaction)?.(message);
    },
  });

  async function ask(request: Buffer): Promise<Message> {
    const answer = new Promise<Message>((resolve) => {
      waiting.set(transactionOf(request), resolve);
    });
    pipe.send(request);
    const again = setInterval(() => pipe.isLossy && pipe.send(request), RESEND_MS);
    const late = setTimeout(() => fail(new Error('no answer')), PATIENCE_MS);
    try {
      return await Promise.race([answer, broken]);
    } finally {
      clearInterval(again);
      clearTimeout(late);
    }
  }

  return { ask, close: pipe.close };
}

async function open(server: ServerUrl, ears: Ears): Promise<Pipe> {
  return server.transport === 'udp' ? await openUdp(server, ears) : await openStream(server, ears);
}

async function openUdp({ host, port }: ServerUrl, ears: Ears): Promise<Pipe> {
  // IPv4 first: a server that has both is nearly always reachable by it.
  const { address, family } = await lookup(host, { verbatim: false });
  const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
  socket.on('message', ears.onMessage).on('error', ears.onFault);
  await new Promise<void>((connected) => socket.connect(port, address, connected));
  return { send: (bytes) => socket.send(bytes), close: () => socket.close(), isLossy: true };
}

async function openStream(server: ServerUrl, ears: Ears): Promise<Pipe> {
  const { host, port, transport } = server;
  const socket =
    transport === 'tls'
      ? connectSecurely({ host, port, ...(!isIP(host) && { servername: host }) })
      : connectPlain({ host, port });
  await ready(socket, transport === 'tls' ? 'secureConnect' : 'connect');
  let rest = Buffer.alloc(0);
  socket.on('error', ears.onFault).on('close', () => ears.onFault(new Error('closed')));
  socket.on('data', (data: Buffer) => {
    rest = takeMessages(Buffer.concat([rest, data]), ears.onMessage);
  });
  return { send: (bytes) => socket.write(bytes), close: () => socket.destroy(), isLossy: false };
}

function ready(socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('no answer')));
    socket.once('error', reject).once(event, () => {
      socket.off('error', reject).setTimeout(0);
      resolve();
    });
  });
}

/** What is left is the beginning of the next one. */
function takeMessages(bytes: Buffer, onMessage: Ears['onMessage']): Buffer<ArrayBuffer> {
  let rest = bytes;
  for (let length = lengthOf(rest); length !== null && length <= rest.length; ) {
    onMessage(rest.subarray(0, length));
    rest = rest.subarray(length);
    length = lengthOf(rest);
  }
  return Buffer.from(rest);
}
