import { once } from 'node:events';
import { WebSocket } from 'ws';
import { createInbox } from './wire-client.ts';

/** A WebSocket as it is: texts out, texts in. */
export interface TextClient {
  readonly received: readonly string[];
  send(frame: string | Buffer): void;
  /** The next frame that no `next` has taken yet. */
  next(): Promise<string>;
  /** When it resolves, what had been written to this client has come. */
  fence(): Promise<void>;
  readonly closeCode: Promise<number>;
  drop(): void;
}

export async function connectText(url: string, path: string): Promise<TextClient> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}${path}`, {
    rejectUnauthorized: false,
  });
  const received: string[] = [];
  const inbox = createInbox();
  socket.on('message', (data) => {
    received.push(String(data));
    inbox.put({ event: 'frame', args: [String(data)] });
  });
  const closeCode = new Promise<number>((closed) => {
    socket.once('close', (code) => {
      inbox.end();
      closed(code);
    });
  });
  await once(socket, 'open');
  socket.on('error', () => {});
  return {
    received,
    send: (frame) => socket.send(frame),
    next: async () => String((await inbox.next('frame'))[0]),
    async fence() {
      socket.ping();
      await once(socket, 'pong');
    },
    closeCode,
    drop: () => socket.terminate(),
  };
}
