import type { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http';
import { Server, type Socket } from 'socket.io';
import type { Notice } from '../../protocol/events.ts';
import type { ExtensionNotice } from '../../protocol/extension.ts';
import type { MemberPort } from '../rooms/member.ts';
import { watchChatter } from './chatter.ts';
import type { Door } from './door.ts';
import { createReceiver, type ReceiveOptions } from './receive.ts';
import { watchQueue } from './slow-readers.ts';
import { type SpreadOptions, spread } from './spread.ts';
import { WebSocketEngine } from './websocket-engine.ts';

/** Together they find a dead connection within 18 s. */
const PING_INTERVAL_MS = 10_000;
const PING_TIMEOUT_MS = 8_000;

const NAME = 'socketio';

export interface WireOptions extends ReceiveOptions {
  /** Where it listens, with the client library beside it: `/socket.io/`. */
  readonly path: string;
  readonly door: Door;
}

export interface Wire {
  /**
   * Cuts every connection, one after the other, takes no new ones and no requests: what is asked in the meantime is
   * asked of the next server.
   */
  drain(over: SpreadOptions): Promise<void>;
  /** Ends every connection and takes no new ones. */
  close(): Promise<void>;
}

/** The Socket.IO wire: v4 clients, and v2 clients over Engine.IO 3. */
export function attachSocketIo(server: HttpServer, options: WireOptions): Wire {
  const { limits, door } = options;
  const io = new Server(server, {
    path: options.path,
    allowEIO3: true,
    allowRequest: (request, answer) => {
      const why = door.refuse(request);
      answer(why, why === null);
    },
    // It hides answers from pages, and keeps none from asking: that is the door's.
    cors: { origin: '*' },
    // Room for what a text takes when it is quoted.
    maxHttpBufferSize: 2 * limits.messageBytes,
    connectTimeout: limits.firstMessageMs,
    pingInterval: PING_INTERVAL_MS,
    pingTimeout: PING_TIMEOUT_MS,
    serveClient: true,
    wsEngine: WebSocketEngine,
  });

  io.engine.on('connection', (connection: Socket['conn']) => {
    const end = (): void => connection.close(true);
    connection.once('close', door.enter(connection.request));
    options.observer.connected(NAME);
    connection.once('close', () => options.observer.disconnected(NAME));
    watchQueue(connection, limits, end);
    watchChatter(connection, limits, { now: options.now, onFlood: end });
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
      wire: NAME,
      address: door.addressOf(socket.conn.request),
      send: ([event, ...args]: Notice | ExtensionNotice) => {
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
