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
/** From one try to the next, whatever speaks for trying sooner: a second, and what a timer may be early. */
const LEAST_MS = 1_010;
/** Those who lost their connections together come back at some moment of this time each. */
const SPREAD_MS = 2_000;
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

/** Tries again after each failure, never often and never two clients in step. */
function keepConnecting(socket: Socket): { now(): void; anew(): void; stop(): void } {
  const takeWay = createWays(socket);
  let triedAt = performance.now();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function connect(): void {
    timer = undefined;
    triedAt = performance.now();
    takeWay();
    socket.connect();
  }

  function connectIn(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(connect, Math.max(ms, triedAt + LEAST_MS - performance.now()));
  }

  const returnSoon = (): void => connectIn(SPREAD_MS * Math.random());
  const tryAgain = (): void => connectIn(LEAST_MS + (SPREAD_MS - LEAST_MS) * Math.random());
  socket.on('disconnect', returnSoon);
  socket.on('connect_error', tryAgain);
  return {
    now: () => {
      if (timer !== undefined) connectIn(0);
    },
    anew: () => {
      socket.disconnect();
      connectIn(0);
    },
    stop: () => {
      socket.off('disconnect', returnSoon);
      socket.off('connect_error', tryAgain);
      clearTimeout(timer);
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
