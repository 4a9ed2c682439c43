import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { Answer } from '../../protocol/events.ts';
import { refuse } from '../../protocol/refusals.ts';
import type { MemberPort } from '../rooms/member.ts';
import { createBucket } from './bucket.ts';
import type { Dialect } from './dialects/dialect.ts';
import type { Limits } from './limits.ts';
import { createReceiver, type Receiver } from './receive.ts';
import { createSender } from './sender.ts';
import { spread } from './spread.ts';
import { PING_INTERVAL_MS, PING_TIMEOUT_MS, type Wire, type WireOptions } from './wire.ts';

const NAME = 'websocket';

/** RFC 6455 section 7.4.1. */
const GOING_AWAY = 1001;
const NOT_UNDERSTOOD = 1007;
const BROKE_THE_RULES = 1008;
/** The time in which the other side says goodbye as well. */
const CLOSE_MS = 2_000;

export interface WebSocketOptions extends WireOptions {
  readonly dialect: Dialect;
  readonly pulse?: Pulse;
}

/** A connection is asked for a sign of life every so often, and gives one within a time. */
interface Pulse {
  readonly everyMs: number;
  readonly withinMs: number;
}

const usualPulse: Pulse = { everyMs: PING_INTERVAL_MS, withinMs: PING_TIMEOUT_MS };

/** The plain WebSocket wire: text frames, in which a dialect writes our events. */
export function attachWebSocket(server: Server, options: WebSocketOptions): Wire {
  const { path, door, limits } = options;
  const sockets = new WebSocketServer(
    Object.assign(
      { noServer: true, clientTracking: true, maxPayload: 2 * limits.messageBytes },
      { closeTimeout: CLOSE_MS },
    ),
  );
  let isEnding = false;

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    if (pathOf(request) !== path) return;
    if (isEnding) return turnAway(stream, '503 Service Unavailable');
    if (door.refuse(request)) return turnAway(stream, '403 Forbidden');
    sockets.handleUpgrade(request, stream, head, (socket) => {
      socket.once('close', door.enter(request));
      const receiver = receive(socket, door.addressOf(request), () => isEnding, options);
      socket.once('close', () => isEnding || receiver.drop());
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

function turnAway(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function receive(
  socket: WebSocket,
  address: string,
  isEnding: () => boolean,
  options: WebSocketOptions,
): Receiver {
  const { dialect, limits, observer, now } = options;
  const send = createSender(socket, limits);
  const connection: MemberPort = {
    wire: NAME,
    address,
    send: (notice) => send(dialect.encodeNotice(notice)),
    close: (reason) => socket.close(BROKE_THE_RULES, reason),
  };
  const receiver = createReceiver(connection, options);
  observer.connected(NAME);
  socket.once('close', () => observer.disconnected(NAME));
  // Whoever breaks the framing is closed by the library, which says so here first.
  socket.on('error', () => {});
  watchPulse(socket, options.pulse ?? usualPulse);
  watchChatter(socket, limits, now);

  function takeIn(frame: RawData, isBinary: boolean): void {
    const asked = isBinary ? null : dialect.decode(String(frame));
    if (!asked) {
      const { code, message } = refuse('invalid', 'a frame is not as the dialect has it');
      connection.send(['refused', '', code, message]);
      socket.close(NOT_UNDERSTOOD);
      return;
    }
    const { event, args, ack } = asked;
    const reply = (answer: Answer): void => send(dialect.encodeAnswer(ack, answer));
    receiver.request(event, args, ack === undefined ? {} : { reply });
  }

  socket.on('message', (frame, isBinary) => {
    // What had been read before the end is asked of the next server.
    if (socket.readyState !== socket.OPEN) return;
    if (isEnding()) socket.close(GOING_AWAY);
    else takeIn(frame, isBinary);
  });
  return receiver;
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
