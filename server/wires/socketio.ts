import type { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http';
import { Server, type Socket } from 'socket.io';
import type { Notice } from '../../protocol/events.ts';
import type { ExtensionNotice } from '../../protocol/extension.ts';
import type { MemberPort } from '../rooms/member.ts';
import { watchChatter } from './chatter.ts';
import { createReceiver } from './receive.ts';
import { watchQueue } from './slow-readers.ts';
import { spread } from './spread.ts';
import { WebSocketEngine } from './websocket-engine.ts';
import { PING_INTERVAL_MS, PING_TIMEOUT_MS, type Wire, type WireOptions } from './wire.ts';

const NAME = 'socketio';

/** The Socket.IO wire: v4 clients, and v2 clients over Engine.IO 3. The client library is beside it, at its path. */
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
      return receiver.request(event, args.slice(0, -1), { reply: (answer) => reply(answer) });
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
