import type { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http';
import { Server, type Socket } from 'socket.io';
import type { Notice } from '../../protocol/events.ts';
import type { MemberPort } from '../rooms/member.ts';
import { createReceiver, type ReceiveOptions } from './receive.ts';
import { type SpreadOptions, spread } from './spread.ts';

/** Together they find a dead connection within 18 s. */
const PING_INTERVAL_MS = 10_000;
const PING_TIMEOUT_MS = 8_000;

export interface Wire {
  /**
   * Cuts every connection, one after the other, takes no new ones and no requests: what is asked in the meantime is
   * asked of the next server.
   */
  drain(over: SpreadOptions): Promise<void>;
  /** Ends every connection and takes no new ones. */
  close(): Promise<void>;
}

/** The Socket.IO wire: v4 clients, and v2 clients over Engine.IO 3, at /socket.io/ with the client library. */
export function attachSocketIo(server: HttpServer, options: ReceiveOptions): Wire {
  const { limits } = options;
  const io = new Server(server, {
    allowEIO3: true,
    // Pages on other hosts load the library from here and connect: no cookie, nothing to protect by origin.
    cors: { origin: '*' },
    // Room for what a text takes when it is quoted.
    maxHttpBufferSize: 2 * limits.messageBytes,
    connectTimeout: limits.firstMessageMs,
    pingInterval: PING_INTERVAL_MS,
    pingTimeout: PING_TIMEOUT_MS,
    serveClient: true,
  });

  let isEnding = false;
  io.engine.use((request: IncomingMessage, response: ServerResponse, next: () => void) => {
    if (!isEnding || request.url?.includes('sid=')) return next();
    response.writeHead(503, { 'Retry-After': '1' });
    return response.end();
  });
  io.on('connection', (socket) => {
    if (isEnding) return cut(socket);
    const connection: MemberPort = {
      send: ([event, ...args]: Notice) => {
        socket.emit(event, ...args);
      },
      close: () => cut(socket),
    };
    const receiver = createReceiver(connection, options);
    socket.onAny((event: unknown, ...args: unknown[]) => {
      if (isEnding) return cut(socket);
      const reply = args.at(-1);
      if (typeof reply !== 'function') return receiver.request(event, args);
      return receiver.request(event, args.slice(0, -1), (answer) => reply(answer));
    });
    // The end of the server is no news of a member: it comes back to the next one.
    socket.on('disconnect', () => isEnding || receiver.drop());
  });

  return {
    drain(over) {
      isEnding = true;
      const cuts = [...io.sockets.sockets.values()].map((socket) => () => cut(socket));
      return spread(cuts, over);
    },
    close() {
      isEnding = true;
      return io.close();
    },
  };
}

/** Not told to disconnect: a client that is told stays away for good. */
function cut(socket: Socket): void {
  socket.conn.close(true);
}
