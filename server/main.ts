import { createServer, type RequestListener, type Server } from 'node:http';
import { resolve } from 'node:path';
import { PROTOCOL_VERSION } from '../protocol/events.ts';
import { createApp } from './app.ts';
import { type KeyPair, loadKeyPair, loadOwnPair, ownNames } from './certs.ts';
import { createClientAddress, networkOf } from './client-address.ts';
import type { Config } from './config/config.ts';
import { createDevPage, type DevPage } from './dev-page.ts';
import { endOnSignals } from './ending.ts';
import { createHeaders } from './headers.ts';
import { createHealth } from './health.ts';
import { createIce, hasRelay } from './ice.ts';
import { limitsOf } from './limits-of.ts';
import { type Listener, listenHttp, listenHttps } from './listeners.ts';
import { configureLog, type Log, roomTag } from './log.ts';
import { newMemberId } from './new-member-id.ts';
import { createOriginCheck } from './origins.ts';
import { createPage } from './page.ts';
import { createRenewal } from './renewal.ts';
import { createMemoryStore } from './rooms/memory-store.ts';
import { createRooms } from './rooms/rooms.ts';
import { loadSeatSecret } from './seat-secret.ts';
import { createSeatTokens } from './seat-tokens.ts';
import { listenStun, type StunResponder } from './stun.ts';
import { createTurnedAwayLog } from './turned-away.ts';
import { createVerdictCounter } from './verdicts.ts';
import { createDoor, type DoorOptions } from './wires/door.ts';
import { cutSlowReaders } from './wires/slow-readers.ts';
import { attachSocketIo, type Wire } from './wires/socketio.ts';

const RENEWAL_CHECK_MS = 30 * 1000;

type Closing = () => Promise<void>;

interface ServeOptions {
  /** What is worth a word to whoever set it up. */
  readonly warnings: readonly string[];
  readonly isDev: boolean;
}

/** Resolves when it listens; it ends by a signal. */
export async function serve(config: Config, { warnings, isDev }: ServeOptions): Promise<void> {
  const logFor = configureLog(config);
  const log = logFor('server');
  for (const warning of warnings) log.warn(warning);
  const hub = createServer();
  const stun = await answerStun(config, logFor('stun'));
  const health = createHealth();
  const page = await openPage(hub, config, isDev);
  const app = createApp({
    headers: createHeaders({ embedOrigins: config.EMBED_ORIGINS, isDev }),
    basePath: config.BASE_PATH,
    handlers: [health.handler, page.handler],
    trust: config.TRUST_PROXY,
    log: logFor('http'),
  });
  hub.on('request', app as RequestListener);
  const wire = await attachRooms(hub, config, logFor, stun?.port ?? null);
  const listeners = await listen(hub, config, logFor('tls'));
  log.info('listening', {
    ...listeners.ports,
    stun: stun?.port ?? null,
    protocol: PROTOCOL_VERSION,
  });
  for (const url of urls(config, listeners.ports)) log.info(`open ${url}`);
  endOnSignals({
    health,
    drain: wire.drain,
    drainMs: config.DRAIN_SECONDS * 1000,
    schedule,
    closings: [page.close, wire.close, ...(stun ? [stun.close] : []), ...listeners.closings],
    log,
  });
}

async function openPage(hub: Server, { BASE_PATH }: Config, isDev: boolean): Promise<DevPage> {
  if (isDev) return await createDevPage(hub, BASE_PATH);
  const handler = createPage(resolve(import.meta.dirname, '../page'), BASE_PATH);
  return { handler, close: async () => {} };
}

/** After the page: Socket.IO takes its own path out of what the hub is asked for. */
async function attachRooms(
  hub: Server,
  config: Config,
  logFor: ReturnType<typeof configureLog>,
  stunPort: number | null,
): Promise<Wire> {
  const log = logFor('rooms');
  const graceMs = config.SEAT_GRACE * 1000;
  const secret = await loadSeatSecret(config);
  const rooms = createRooms({
    store: createMemoryStore(),
    tokens: createSeatTokens({ secret, now: Date.now, graceMs }),
    capacity: config.CAPACITY,
    graceMs,
    now: Date.now,
    schedule,
    newMemberId,
    onChange: (change, room, member) => log.info(change, { room: roomTag(room), member }),
  });
  const verdicts = createVerdictCounter();
  const onFault = (error: unknown): void => logFor('wire').error('a request failed', error);
  const iceOptions = {
    servers: config.ICE_SERVERS,
    turnUrls: config.TURN_URLS,
    turnSecret: config.TURN_SECRET,
    stunPort,
    now: Date.now,
  };
  const limits = limitsOf(config);
  const wire = attachSocketIo(hub, {
    path: `${config.BASE_PATH}/socket.io/`,
    rooms,
    door: createDoor(doorOptions(config, logFor('wire')), limits),
    ice: createIce(iceOptions),
    outlook: { ...(stunPort !== null && { stunPort }), hasRelay: hasRelay(iceOptions) },
    limits,
    now: Date.now,
    schedule,
    onReport: (room, member, verdict) =>
      log.warn('no connection', {
        room: roomTag(room),
        member,
        verdict,
        sinceStart: verdicts.count(verdict),
      }),
    onFault,
  });
  cutSlowReaders(hub, limits);
  return wire;
}

function doorOptions({ TRUST_PROXY, ALLOWED_ORIGINS }: Config, log: Log): DoorOptions {
  const clientAddress = createClientAddress(TRUST_PROXY);
  return {
    addressOf: (request) => networkOf(clientAddress(request)),
    isOriginAllowed: createOriginCheck(ALLOWED_ORIGINS, TRUST_PROXY),
    onTurnedAway: createTurnedAwayLog(log, Date.now),
  };
}

function schedule(job: () => void, ms: number): void {
  setTimeout(job, ms).unref();
}

async function answerStun({ HOST, STUN_PORT }: Config, log: Log): Promise<StunResponder | null> {
  return STUN_PORT === null ? null : await listenStun(HOST, STUN_PORT, faultLogger(log));
}

interface Ports {
  readonly http: number | null;
  readonly https: number | null;
}

async function listen(
  hub: Server,
  config: Config,
  log: Log,
): Promise<{ ports: Ports; closings: readonly Closing[] }> {
  const { HOST: host, HTTP_PORT, HTTPS_PORT } = config;
  const https = HTTPS_PORT === null ? null : await secure(hub, HTTPS_PORT, config, log);
  const http =
    HTTP_PORT === null
      ? null
      : await listenHttp(hub, { host, port: HTTP_PORT }, https?.port ?? null, faultLogger(log));
  const listeners = [https, http].filter((listener) => listener !== null);
  return {
    ports: { http: http?.port ?? null, https: https?.port ?? null },
    closings: listeners.map((listener) => listener.close),
  };
}

function faultLogger(log: Log): (error: Error) => void {
  return (error) => log.error('a listener failed', error);
}

async function secure(hub: Server, port: number, config: Config, log: Log): Promise<Listener> {
  const load = () => loadPair(config);
  const pair = await load();
  if (pair.isMadeNow) log.info('made a self-signed certificate', { in: config.CERTS_DIR });
  const listener = await listenHttps(hub, { host: config.HOST, port }, pair, faultLogger(log));
  const look = createRenewal({ load, inForce: pair, renew: listener.renew, log });
  setInterval(look, RENEWAL_CHECK_MS).unref();
  return listener;
}

function loadPair({ TLS_CERT, TLS_KEY, CERTS_DIR }: Config): Promise<KeyPair> {
  return TLS_CERT !== null && TLS_KEY !== null
    ? loadOwnPair(TLS_CERT, TLS_KEY)
    : loadKeyPair(CERTS_DIR, ownNames(), Date.now());
}

/** What to open: on this machine without a warning, from others over TLS. */
function urls({ HOST, BASE_PATH }: Config, { http, https }: Ports): string[] {
  const isLocal = HOST === null || HOST === '0.0.0.0' || HOST === '::';
  const port = https ?? http;
  const scheme = https === null ? 'http' : 'https';
  if (!isLocal) return [`${scheme}://${HOST}:${port}${BASE_PATH}/`];
  const outside = ownNames().filter(
    (name) => /^\d+\.\d+\.\d+\.\d+$/.test(name) && !name.startsWith('127.'),
  );
  const here = http === null ? `https://localhost:${https}` : `http://localhost:${http}`;
  const all = [here, ...outside.map((name) => `${scheme}://${name}:${port}`)];
  return all.map((origin) => `${origin}${BASE_PATH}/`);
}
