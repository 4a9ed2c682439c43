import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import type { Guest, Reception, Reply } from './guest.ts';

/** Whoever comes by `/socket.io/`, from a page of whatever host. */
export function receiveSocketIo(server: HttpServer, reception: Reception): Server {
  const sockets = new Server(server, {
    allowEIO3: true,
    destroyUpgrade: false,
    cors: { origin: '*' },
  });
  sockets.on('connection', (socket) => {
    const guest = guestOf(socket);
    socket.onAny((event: string, ...given: unknown[]) => {
      const last = given.at(-1);
      const reply = isReply(last) ? last : null;
      reception.onRequest(guest, event, reply ? given.slice(0, -1) : given, reply);
    });
  });
  return sockets;
}

function isReply(value: unknown): value is Reply {
  return typeof value === 'function';
}

function guestOf(socket: Socket): Guest {
  return {
    wire: 'socketio',
    get isOpen() {
      return socket.connected;
    },
    tell: (event, ...args) => void socket.emit(event, ...args),
    cut: () => socket.conn.close(),
    givesPong: () => Promise.resolve(null),
  };
}
