import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { io, type Socket } from 'socket.io-client';
import * as v from 'valibot';
import { requests } from '../../protocol/events.ts';
import type { Config } from '../config/config.ts';
import { whyNot } from './ask.ts';
import { type Finding, speaker } from './finding.ts';
import type { Check } from './world.ts';

const PATIENCE_MS = 8_000;

const say = speaker('join');

type Transport = 'websocket' | 'polling';

/** As a browser does it: a WebSocket, a room that nobody knows, and then silence until the server's heartbeat. */
export const checkJoin: Check = async ({ url, config }) => {
  const socket = open(url, 'websocket');
  try {
    const fault = await connected(socket);
    if (fault !== null) return [await withoutUpgrade(url, fault)];
    const joined = await join(socket, config);
    if (joined.state === 'fault') return [joined];
    return [joined, await hearHeartbeat(socket)];
  } finally {
    socket.disconnect();
  }
};

function open(url: URL, transport: Transport): Socket {
  return io(url.origin, {
    path: `${url.pathname}socket.io/`,
    transports: [transport],
    extraHeaders: { origin: url.origin },
    reconnection: false,
    timeout: PATIENCE_MS,
    forceNew: true,
    rejectUnauthorized: false,
  });
}

/** Null once it is, else why not. */
function connected(socket: Socket): Promise<string | null> {
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(null));
    socket.once('connect_error', (error) => resolve(reasonOf(error)));
  });
}

/** The library wraps what happened twice. */
function reasonOf(error: Error): string {
  const cause = 'description' in error ? error.description : error;
  if (typeof cause === 'number') return `status ${cause}`;
  const inner = typeof cause === 'object' && cause && 'error' in cause ? cause.error : cause;
  return whyNot(inner instanceof Error ? inner : error);
}

async function withoutUpgrade(url: URL, fault: string): Promise<Finding> {
  const socket = open(url, 'polling');
  const polling = await connected(socket);
  socket.disconnect();
  if (polling === null) {
    return say.fault(
      `No WebSocket passes (${fault}), only slow requests do.`,
      'Let the proxy pass the upgrade on: proxy_http_version 1.1, and the headers Upgrade and Connection.',
    );
  }
  return say.fault(
    `No connection comes about (${polling}).`,
    `Let the proxy lead ${url.pathname}socket.io/ to Parley and pass Host on; the server's log names pages that it turns away.`,
  );
}

async function join(socket: Socket, config: Config): Promise<Finding> {
  const room = `doctor-${randomUUID()}`;
  try {
    const options = await entryTo(room, config);
    const answer: unknown = await socket.timeout(PATIENCE_MS).emitWithAck('join', room, options);
    if (v.is(uninvited, answer)) {
      return say.good('A WebSocket passes, and nobody is let in without an invitation.');
    }
    if (!v.is(requests.join.answer, answer)) {
      return say.fault(
        `The server lets nobody in: ${JSON.stringify(answer)}`,
        'Look into its log.',
      );
    }
    await socket.timeout(PATIENCE_MS).emitWithAck('leave', room);
    return say.good('A WebSocket passes, and a room could be joined and left.');
  } catch (error) {
    return say.fault(
      `A request is not answered (${whyNot(error)}).`,
      'Look into the log of Parley.',
    );
  }
}

/** Where only another site can sign invitations there is none for the doctor. */
const uninvited = v.object({ code: v.literal('invitation-needed') });

/** What the operator has set for everybody who enters. */
async function entryTo(room: string, { ROOM_PASSWORDS, TOKEN_SECRET }: Config): Promise<object> {
  const password = ROOM_PASSWORDS['*'];
  const key = TOKEN_SECRET === null ? null : new TextEncoder().encode(TOKEN_SECRET);
  const token = new SignJWT({ room }).setProtectedHeader({ alg: 'HS256' }).setExpirationTime('1m');
  return {
    ...(password !== undefined && { password }),
    ...(key && { invitation: await token.sign(key) }),
  };
}

/** The server sends one every ten seconds; nothing else may be on the wire in a call that goes well. */
function hearHeartbeat(socket: Socket): Promise<Finding> {
  const begun = performance.now();
  return new Promise((resolve) => {
    socket.io.once('ping', () =>
      resolve(say.good('A silent connection lives until the heartbeat.')),
    );
    socket.once('disconnect', () => {
      const seconds = Math.round((performance.now() - begun) / 1000);
      resolve(
        say.fault(
          `A silent connection is cut after ${seconds} s, before the heartbeat.`,
          'Let the proxy wait longer: proxy_read_timeout 60s, or more, in nginx.',
        ),
      );
    });
  });
}
