import {
  createServer as createHttpServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from 'node:http';
import type { Config } from './config/config.ts';
import type { DialectPort } from './config/kinds.ts';
import type { Keys } from './keys.ts';
import {
  createSecureServer,
  type Hub,
  type Listener,
  listen,
  PATIENCE,
  upgrade,
} from './listeners.ts';

/** A dialect that is listened for on a port of its own. */
export interface OwnPort extends DialectPort {
  readonly dialect: 'direct' | 'broadcast' | 'rooms';
  readonly setting: 'LISTEN_DIRECT' | 'LISTEN_BROADCAST' | 'LISTEN_ROOMS';
}

export function dialectsOf({
  LISTEN_DIRECT,
  LISTEN_BROADCAST,
  LISTEN_ROOMS,
}: Config): readonly OwnPort[] {
  return [
    LISTEN_DIRECT && ({ ...LISTEN_DIRECT, dialect: 'direct', setting: 'LISTEN_DIRECT' } as const),
    LISTEN_BROADCAST &&
      ({ ...LISTEN_BROADCAST, dialect: 'broadcast', setting: 'LISTEN_BROADCAST' } as const),
    LISTEN_ROOMS && ({ ...LISTEN_ROOMS, dialect: 'rooms', setting: 'LISTEN_ROOMS' } as const),
  ].filter((one) => one !== null);
}

interface Listening {
  readonly dialects: readonly OwnPort[];
  /** Null where nothing listens over TLS. */
  readonly keys: Keys | null;
  readonly onFault: (error: Error) => void;
}

interface Extra {
  readonly ports: Readonly<Record<string, number>>;
  readonly listeners: readonly Listener[];
}

/** For clients that look for their server at the usual port of their dialect, and at any path there. */
export async function listenForDialects(
  hub: Hub,
  { HOST: host, BASE_PATH: basePath }: Config,
  { dialects, keys, onFault }: Listening,
): Promise<Extra> {
  const listeners: Listener[] = [];
  const ports: Record<string, number> = {};
  for (const { dialect, setting, port, isSecure } of dialects) {
    const server = createFor(isSecure ? keys : null);
    server.on('request', serveHealth(hub, basePath, dialect));
    server.on('upgrade', (request, socket, head) => {
      request.url = endpointOf(request, basePath, dialect);
      upgrade(hub, request, socket, head);
    });
    const named = { port: setting, host: 'HOST' };
    const listener = await listen(server, { host, port }, named, onFault);
    listeners.push(listener);
    ports[dialect] = listener.port;
  }
  return { ports, listeners };
}

function createFor(keys: Keys | null): Server {
  if (keys === null) return createHttpServer(PATIENCE);
  const { server, renew } = createSecureServer(keys.pair);
  keys.follow({ renew });
  return server;
}

/** Nothing else is there: this says what to come for. */
function serveHealth(hub: Hub, basePath: string, dialect: string): RequestListener {
  return (request, response) => {
    if (request.url === `${basePath}/healthz`) {
      hub.server.emit('request', request, response);
      return;
    }
    response.writeHead(426, { Upgrade: 'websocket', 'Content-Type': 'text/plain' });
    response.end(`This port is for WebSocket clients that speak the ${dialect} dialect.\n`);
  };
}

/** Whatever path is asked for, but one that names a room. */
function endpointOf({ url = '' }: IncomingMessage, basePath: string, dialect: string): string {
  const [, room] = /\/ws\/broadcast\/([^/?]+)/.exec(url) ?? [];
  const endpoint = `${basePath}/ws/${dialect}`;
  return dialect === 'broadcast' && room !== undefined ? `${endpoint}/${room}` : endpoint;
}
