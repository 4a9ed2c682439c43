import { io, type Socket } from 'socket.io-client';
import { type Answer, parseAnswer, type RequestName } from '../../protocol/events.ts';
import { createHearing } from './hearing.ts';
import type { Link } from './link.ts';
import { createRetry } from './retry.ts';

/** Long enough for a handshake over a poor network, short enough to say in time that nobody answers. */
const ANSWER_MS = 10_000;
/** Where nothing comes back at all. TCP by itself would ask again after ever longer pauses. */
const CONNECT_MS = 4_000;
const CHECK_MS = 1_000;
/** Of the tries that fail one after the other every so manieth goes the other way. */
const OTHER_WAY_EVERY = 4;

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
    // At once one after the other, for whoever opens the page: after that each try goes one way.
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
  const hearing = createHearing();
  socket.onAny((name: string, ...args: unknown[]) => hearing.hear(name, args));
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
    onNotice: hearing.onNotice,
    ask(name, args, onAnswer) {
      socket.timeout(ANSWER_MS).emit(name, ...args, (late: Error | null, answer: unknown) => {
        onAnswer(late ? null : answer);
      });
    },
    onOther: hearing.onOther,
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

/** Tries again after each failure. */
function keepConnecting(socket: Socket): { now(): void; anew(): void; stop(): void } {
  const takeWay = createWays(socket);
  const retry = createRetry(() => {
    takeWay();
    socket.connect();
  });
  socket.on('disconnect', retry.lost);
  socket.on('connect_error', retry.failed);
  return {
    now: retry.hurry,
    anew: () => {
      socket.disconnect();
      retry.atOnce();
    },
    stop: () => {
      socket.off('disconnect', retry.lost);
      socket.off('connect_error', retry.failed);
      retry.stop();
    },
  };
}

/**
 * Before each try but the first: the way that it goes. WebSocket, since polling has to stick to one node and costs more.
 * Polling is for networks that allow nothing else, and is left again where it can be.
 */
function createWays(socket: Socket): () => void {
  let isPolling = false;
  let failures = 0;
  socket.on('connect', () => {
    failures = 0;
  });
  socket.on('connect_error', () => {
    failures += 1;
  });
  socket.on('disconnect', () => {
    isPolling = socket.io.engine.transport.name === 'polling';
  });
  return () => {
    const isOther = failures % OTHER_WAY_EVERY === OTHER_WAY_EVERY - 1;
    const transports = isPolling !== isOther ? ['polling', 'websocket'] : ['websocket'];
    Object.assign(socket.io.opts, { transports, tryAllTransports: false });
  };
}

function read<K extends RequestName>(name: K, answer: unknown): Answer<K> | null {
  return parseAnswer(name, answer);
}
