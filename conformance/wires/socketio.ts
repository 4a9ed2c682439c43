import { io, type Socket } from 'socket.io-client';
import type { CheckedWire, Connection, Listener } from './connection.ts';

const HANDSHAKE_MS = 10_000;

type Transport = 'websocket' | 'polling';

/** The library, at `socket.io/` below the address. */
export function socketIoWire(server: URL, transport: Transport = 'websocket'): CheckedWire {
  return {
    name: 'socketio',
    connect(listener, { origin } = {}) {
      const socket = io(server.origin, {
        path: `${server.pathname}socket.io/`,
        transports: [transport],
        reconnection: false,
        forceNew: true,
        timeout: HANDSHAKE_MS,
        rejectUnauthorized: false,
        ...(origin && { extraHeaders: { origin } }),
      });
      socket.onAny((event: string, ...args: unknown[]) => listener.onFrame({ event, args }));
      socket.once('disconnect', () => listener.onClosed(null));
      return new Promise((resolve, reject) => {
        socket.once('connect', () => resolve(connectionOf(socket, listener)));
        socket.once('connect_error', reject);
      });
    },
  };
}

function connectionOf(socket: Socket, listener: Listener): Connection {
  return {
    send({ event, args, ack }) {
      const answered =
        ack === undefined
          ? []
          : [(...answer: unknown[]) => listener.onFrame({ ack, args: answer })];
      socket.emit(event, ...args, ...answered);
    },
    // Transcripts that need it name the wires that have it.
    sendText: () => {},
    close: () => void socket.disconnect(),
    cut: () => socket.io.engine.transport.close(),
  };
}
