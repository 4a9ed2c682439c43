import { once } from 'node:events';
import { WebSocket } from 'ws';
import { createInbox, type WireClient } from './wire-client.ts';

interface Frame {
  readonly event?: string;
  readonly args: readonly unknown[];
  readonly ack?: number;
}

export interface PlainClient extends WireClient {
  /** A frame as it is: for what no careful program would send. */
  sendFrame(frame: string | Buffer): void;
  /** Why the connection was closed, by the number of RFC 6455. */
  readonly closeCode: Promise<number>;
  ping(): void;
  /** Reads no more. */
  pause(): void;
}

/** A program without Socket.IO: a WebSocket, and JSON. `url` is like `http://127.0.0.1:8080`. */
export async function connectPlain(url: string): Promise<PlainClient> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/ws/plain`);
  const inbox = createInbox();
  const answers = new Map<number, (answer: unknown) => void>();
  const closeCode = new Promise<number>((resolve) => {
    socket.once('close', (code) => resolve(code));
  });
  const closed = closeCode.then(inbox.end);
  socket.on('message', (data) => {
    const { event, args, ack } = JSON.parse(String(data)) as Frame;
    if (event !== undefined) inbox.put({ event, args });
    else answers.get(Number(ack))?.(args[0]);
  });
  await once(socket, 'open');
  socket.on('error', () => {});
  const send = (frame: object): void => socket.send(JSON.stringify(frame));
  return {
    received: inbox.received,
    next: inbox.next,
    closed,
    closeCode,
    emit: (event, ...args) => send({ event, args }),
    ask(event, ...args) {
      const ack = answers.size;
      return new Promise((resolve) => {
        answers.set(ack, resolve);
        send({ event, args, ack });
      });
    },
    ping: () => socket.ping(),
    pause: () => socket.pause(),
    sendFrame: (frame) => socket.send(frame),
    close: () => {
      socket.close();
      return closed;
    },
    drop: () => socket.terminate(),
  };
}
