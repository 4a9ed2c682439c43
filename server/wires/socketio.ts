import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { Notice } from '../../protocol/events.ts';
import { MAX_MESSAGE_CHARS } from '../../protocol/plain.ts';
import type { MemberPort } from '../rooms/member.ts';
import { createReceiver, type ReceiveOptions } from './receive.ts';

/** Together they find a dead connection within 18 s. */
const PING_INTERVAL_MS = 10_000;
const PING_TIMEOUT_MS = 8_000;

export interface Wire {
  /** Ends every connection and takes no new ones. */
  close(): Promise<void>;
}

/** The Socket.IO wire: v4 clients, and v2 clients over Engine.IO 3, at /socket.io/ with the client library. */
export function attachSocketIo(server: HttpServer, options: ReceiveOptions): Wire {
  const io = new Server(server, {
    allowEIO3: true,
    // Pages on other hosts load the library from here and connect: no cookie, nothing to protect by origin.
    cors: { origin: '*' },
    maxHttpBufferSize: 2 * MAX_MESSAGE_CHARS,
    pingInterval: PING_INTERVAL_MS,
    pingTimeout: PING_TIMEOUT_MS,
    serveClient: true,
  });

  let isClosing = false;
  io.on('connection', (socket) => {
    const connection: MemberPort = {
      send: ([event, ...args]: Notice) => {
        socket.emit(event, ...args);
      },
      close: () => {
        socket.disconnect(true);
      },
    };
    const receiver = createReceiver(connection, options);
    socket.onAny((event: unknown, ...args: unknown[]) => {
      const reply = args.at(-1);
      if (typeof reply === 'function') receiver.request(event, args.slice(0, -1), (a) => reply(a));
      else receiver.request(event, args);
    });
    // The end of the server is no news of a member: it comes back to the next one.
    socket.on('disconnect', () => isClosing || receiver.drop());
  });

  // Connections are cut and not told to disconnect: a client that is told stays away for good.
  return {
    close() {
      isClosing = true;
      return io.close();
    },
  };
}
