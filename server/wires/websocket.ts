import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { refuse } from '../../protocol/refusals.ts';
import type { MemberPort } from '../rooms/member.ts';
import { createBucket } from './bucket.ts';
import type { Line } from './dialects/dialect.ts';
import type { Endpoint, Endpoints } from './endpoints.ts';
import type { Limits } from './limits.ts';
import type { Observer } from './observer.ts';
import { createReceiver } from './receive.ts';
import { createSender } from './sender.ts';
import { spread } from './spread.ts';
import { PING_INTERVAL_MS, PING_TIMEOUT_MS, type Wire, type WireOptions } from './wire.ts';

/** RFC 6455 section 7.4.1. */
const GOING_AWAY = 1001;
const NOT_UNDERSTOOD = 1007;
const BROKE_THE_RULES = 1008;
/** The time in which the other side says goodbye as well. */
const CLOSE_MS = 2_000;

export interface WebSocketOptions extends Omit<WireOptions, 'path'> {
  readonly endpoints: Endpoints;
  readonly pulse?: Pulse;
}

/** A connection is asked for a sign of life every so often, and gives one within a time. */
interface Pulse {
  readonly everyMs: number;
  readonly withinMs: number;
}

const usualPulse: Pulse = { everyMs: PING_INTERVAL_MS, withinMs: PING_TIMEOUT_MS };

/** The plain WebSocket wire: text frames, in which each family of clients says our events in its dialect. */
export function attachWebSocket(server: Server, options: WebSocketOptions): Wire {
  const { endpoints, door, limits } = options;
  const sockets = new WebSocketServer(
    Object.assign(
      { noServer: true, clientTracking: true, maxPayload: 2 * limits.messageBytes },
      { closeTimeout: CLOSE_MS },
    ),
  );
  let isEnding = false;

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const endpoint = isForOthers(request) ? null : endpoints(pathOf(request));
    if (!endpoint) return;
    if (endpoint === 'bad') return turnAway(stream, '400 Bad Request');
    if (isEnding) return turnAway(stream, '503 Service Unavailable');
    if (door.refuse(request)) return turnAway(stream, '403 Forbidden');
    sockets.handleUpgrade(request, stream, head, (socket) => {
      socket.once('close', door.enter(request));
      const place = { ...endpoint, address: door.addressOf(request), isEnding: () => isEnding };
      converse(socket, place, options);
    });
  });

  return {
    drain(over) {
      isEnding = true;
      return spread(
        [...sockets.clients].map((socket) => () => socket.close(GOING_AWAY)),
        over,
      );
    },
    close() {
      isEnding = true;
      for (const socket of sockets.clients) socket.close(GOING_AWAY);
      return new Promise((closed) => sockets.close(() => closed()));
    },
  };
}

function pathOf({ url = '' }: IncomingMessage): string {
  return url.split('?')[0] ?? '';
}

/** The development server's own, which it has at the page's address. */
function isForOthers({ headers }: IncomingMessage): boolean {
  return headers['sec-websocket-protocol']?.startsWith('vite-') === true;
}

function turnAway(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

interface Connected extends Endpoint {
  readonly address: string;
  readonly isEnding: () => boolean;
}

function converse(
  socket: WebSocket,
  { dialect, room, address, isEnding }: Connected,
  options: WebSocketOptions,
): void {
  const { limits, now, schedule } = options;
  const write = createSender(socket, limits);
  const wire = countWire(socket, dialect.wire, options.observer);
  const port: MemberPort = {
    get wire() {
      return wire.name;
    },
    get write() {
      return conversation.handOn;
    },
    address,
    send: (notice) => conversation.tell(notice),
    close: (reason) => socket.close(BROKE_THE_RULES, reason),
  };
  const receiver = createReceiver(port, options);
  const { request: ask, drop } = receiver;
  const line: Line = {
    address,
    room,
    write,
    ask,
    close: port.close,
    schedule,
    rename: wire.rename,
  };
  const conversation = dialect.open(line);
  // Whoever breaks the framing is closed by the library, which says so here first.
  socket.on('error', () => {});
  watchPulse(socket, options.pulse ?? usualPulse);
  watchChatter(socket, limits, now);
  socket.on('message', (frame, isBinary) => {
    // What had been read before the end is asked of the next server.
    if (socket.readyState !== socket.OPEN) return;
    if (isEnding()) socket.close(GOING_AWAY);
    else if (isBinary || !conversation.hear(String(frame))) sendAway(socket, port);
  });
  socket.once('close', () => {
    if (isEnding()) return;
    drop();
    conversation.end?.();
  });
}

function sendAway(socket: WebSocket, port: MemberPort): void {
  const { code, message } = refuse('invalid', 'a frame is not as the dialect has it');
  port.send(['refused', '', code, message]);
  socket.close(NOT_UNDERSTOOD);
}

/** A connection is counted as what it is, as soon as that is known. */
function countWire(
  socket: WebSocket,
  first: string,
  { connected, disconnected }: Observer,
): { readonly name: string; readonly rename: (next: string) => void } {
  let name = first;
  connected(name);
  socket.once('close', () => disconnected(name));
  return {
    get name() {
      return name;
    },
    rename(next) {
      disconnected(name);
      name = next;
      connected(name);
    },
  };
}

function watchPulse(socket: WebSocket, { everyMs, withinMs }: Pulse): void {
  let deadline: NodeJS.Timeout | undefined;
  const timer = setInterval(() => {
    socket.ping();
    deadline = setTimeout(() => socket.terminate(), withinMs);
  }, everyMs);
  socket.on('pong', () => clearTimeout(deadline));
  socket.once('close', () => {
    clearInterval(timer);
    clearTimeout(deadline);
  });
}

/** Signs of life are no requests, and may be as many. */
function watchChatter(
  socket: WebSocket,
  { eventsPerSecond, eventsBurst }: Limits,
  now: () => number,
): void {
  const mayChatter = createBucket({ perSecond: eventsPerSecond, burst: eventsBurst }, now);
  for (const sign of ['ping', 'pong'] as const) {
    socket.on(sign, () => mayChatter() || socket.terminate());
  }
}
