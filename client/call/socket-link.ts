import { io, type Socket } from 'socket.io-client';
import {
  type Answer,
  isNoticeName,
  parseAnswer,
  parseNotice,
  type RequestName,
} from '../../protocol/events.ts';
import type { Link } from './link.ts';

/** Long enough for a handshake over a poor network, short enough to say in time that nobody answers. */
const ANSWER_MS = 10_000;
/** Where nothing comes back at all. TCP by itself would ask again after ever longer pauses. */
const CONNECT_MS = 4_000;
const CHECK_MS = 1_000;
/** At most; at least half of it. */
const FIRST_RETRY_MS = 750;
const LAST_RETRY_MS = 2_000;

interface SocketLinkOptions {
  /** Of another server than the page's own. */
  readonly url?: string;
  /** Of its wire: `/socket.io/` where none is given. */
  readonly path?: string;
  /** The way is opened at once, and nothing is said on it before this resolves. */
  readonly ready?: Promise<void>;
}

/** Over Socket.IO. */
export function createSocketLink({ url, path, ready }: SocketLinkOptions = {}): Link {
  const socket = io(url ?? '', {
    ...(path !== undefined && { path }),
    // WebSocket first: polling has to stick to one node, and costs more. It is there for networks that allow nothing else.
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    forceNew: true,
    // The library stays away for good when a server disconnects it. We come back until we are closed.
    reconnection: false,
    timeout: CONNECT_MS,
    auth: (send) => void Promise.resolve(ready).then(() => send({})),
  });
  // Who says nothing is sent away; a person on the home page has nothing to say.
  socket.on('connect', () => void socket.emit('alive'));
  const retry = keepConnecting(socket);

  return {
    get isUp() {
      return socket.connected;
    },
    request(name, args, onAnswer) {
      socket.timeout(ANSWER_MS).emit(name, ...args, (late: Error | null, answer: unknown) => {
        onAnswer?.(late ? null : read(name, answer));
      });
    },
    onNotice(handler) {
      socket.onAny((name: string, ...args: unknown[]) => {
        const notice = parseNotice(name, args);
        if (notice) handler(notice);
      });
    },
    ask(name, args, onAnswer) {
      socket.timeout(ANSWER_MS).emit(name, ...args, (late: Error | null, answer: unknown) => {
        onAnswer(late ? null : answer);
      });
    },
    onOther(handler) {
      socket.onAny((name: string, ...args: unknown[]) => {
        if (!isNoticeName(name)) handler(name, args);
      });
    },
    onUp(handler) {
      socket.on('connect', () => handler(true));
      socket.on('disconnect', () => handler(false));
    },
    hurry: retry.now,
    check() {
      if (!socket.connected) {
        retry.anew();
        return;
      }
      socket.timeout(CHECK_MS).emit('alive', (late: Error | null) => {
        if (late && socket.connected) retry.anew();
      });
    },
    close() {
      retry.stop();
      socket.disconnect();
    },
  };
}

/** Tries again after each failure, ever later and never two clients in step. */
function keepConnecting(socket: Socket): { now(): void; anew(): void; stop(): void } {
  let delay = FIRST_RETRY_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function connect(): void {
    clearTimeout(timer);
    timer = undefined;
    socket.connect();
  }

  function later(): void {
    clearTimeout(timer);
    timer = setTimeout(connect, (delay * (1 + Math.random())) / 2);
    delay = Math.min(2 * delay, LAST_RETRY_MS);
  }

  socket.on('connect', () => {
    delay = FIRST_RETRY_MS;
  });
  socket.on('disconnect', later);
  socket.on('connect_error', later);
  return {
    now: () => {
      if (timer !== undefined) connect();
    },
    anew: () => {
      socket.disconnect();
      connect();
    },
    stop: () => {
      socket.off('disconnect', later);
      socket.off('connect_error', later);
      clearTimeout(timer);
    },
  };
}

function read<K extends RequestName>(name: K, answer: unknown): Answer<K> | null {
  return parseAnswer(name, answer);
}
