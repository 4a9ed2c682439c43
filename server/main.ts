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
import { type Hub, type Listener, listenApart, listenHttp, listenHttps } from './listeners.ts';
import { configureLog, type Log, roomTag } from './log.ts';
import { createMetrics, createMetricsApp } from './metrics.ts';
import { newMemberId } from './new-member-id.ts';
import { createOriginCheck } from './origins.ts';
import { createOwnExtensions } from './own-extensions.ts';
import { createPage } from './page.ts';
import { createRenewal } from './renewal.ts';
import { createReports } from './reports.ts';
import { createExtensions, type Extensions } from './rooms/extensions.ts';
import { createMemoryStore } from './rooms/memory-store.ts';
import { createRooms, type Rooms } from './rooms/rooms.ts';
import { loadSeatSecret } from './seat-secret.ts';
import { createSeatTokens } from './seat-tokens.ts';
import { createSeen } from './seen.ts';
import { openStatus } from './status/open-status.ts';
import { listenStun, type StunResponder } from './stun.ts';
import { createTally, type Tally } from './tally.ts';
import { createTurnedAwayLog } from './turned-away.ts';
import { plain } from './wires/dialects/plain.ts';
import { createDoor, type DoorOptions } from './wires/door.ts';
import { cutSlowReaders } from './wires/slow-readers.ts';
import { attachSocketIo } from './wires/socketio.ts';
import { createTurns } from './wires/turns.ts';
import { attachWebSocket } from './wires/websocket.ts';
import type { Wire } from './wires/wire.ts';

const RENEWAL_CHECK_MS = 30 * 1000;

/** Whatever comes by the thousand has one queue. */
const inTurn = createTurns({ now: () => performance.now(), later: setImmediate });

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
  const ownExtensions = await createOwnExtensions(config, Date.now);
  const extensions = createExtensions(ownExtensions, (error) =>
    logFor('rooms').error('an extension failed', error),
  );
  const tally = createTally(extensions.refusalCodes);
  const rooms = await openRooms(config, { extensions, tally, log: logFor('rooms') });
  const status = openStatus(config, { rooms, tally, health }, logFor('http'));
  const page = await openPage(hub, config, { isDev, log });
  const app = createApp({
    headers: createHeaders({ embedOrigins: config.EMBED_ORIGINS, isDev }),
    basePath: config.BASE_PATH,
    handlers: [
      health.handler,
      createSeen(config.TRUST_PROXY),
      ...(status ? [status] : []),
      page.handler,
    ],
    trust: config.TRUST_PROXY,
    log: logFor('http'),
  });
  hub.on('request', app as RequestListener);
  const wires = attachRooms(hub, config, { rooms, tally, logFor, stunPort: stun?.port ?? null });
  const listeners = await listen({ server: hub, inTurn }, config, logFor('tls'));
  const metrics = await answerMetrics(config, { rooms, tally }, logFor('http'));
  log.info('listening', {
    ...listeners.ports,
    stun: stun?.port ?? null,
    metrics: metrics?.port ?? null,
    protocol: PROTOCOL_VERSION,
  });
  for (const url of urls(config, listeners.ports)) log.info(`open ${url}`);
  endOnSignals({
    health,
    drain: async (over) => void (await Promise.all(wires.map((wire) => wire.drain(over)))),
    drainMs: config.DRAIN_SECONDS * 1000,
    schedule,
    closings: [
      page.close,
      ...wires.map((wire) => wire.close),
      ...(stun ? [stun.close] : []),
      ...(metrics ? [metrics.close] : []),
      ...listeners.closings,
    ],
    log,
  });
}

async function openPage(
  hub: Server,
  { BASE_PATH: basePath, ASSETS_DIR }: Config,
  { isDev, log }: { readonly isDev: boolean; readonly log: Log },
): Promise<DevPage> {
  if (isDev) return await createDevPage(hub, basePath);
  const dir = resolve(import.meta.dirname, '../page');
  const keptDir = resolve(ASSETS_DIR);
  const handler = await createPage({ dir, basePath, keptDir, now: Date.now, log });
  return { handler, close: async () => {} };
}

interface RoomsParts {
  readonly extensions: Extensions;
  readonly tally: Tally;
  readonly log: Log;
}

async function openRooms(config: Config, { extensions, tally, log }: RoomsParts): Promise<Rooms> {
  const graceMs = config.SEAT_GRACE * 1000;
  const secret = await loadSeatSecret(config);
  return createRooms({
    store: createMemoryStore(),
    tokens: createSeatTokens({ secret, now: Date.now, graceMs }),
    capacity: config.CAPACITY,
    graceMs,
    now: Date.now,
    schedule,
    newMemberId,
    extensions,
    onChange: (change, room, member) => {
      tally.changed(change);
      log.info(change, { room: roomTag(room), member });
    },
  });
}

interface RoomsOnWire {
  readonly rooms: Rooms;
  readonly tally: Tally;
  readonly logFor: ReturnType<typeof configureLog>;
  readonly stunPort: number | null;
}

/** After the page: each wire takes its own path out of what the hub is asked for. */
function attachRooms(
  hub: Server,
  config: Config,
  { rooms, tally, logFor, stunPort }: RoomsOnWire,
): readonly Wire[] {
  const onFault = (error: unknown): void => logFor('wire').error('a request failed', error);
  const iceOptions = {
    servers: config.ICE_SERVERS,
    turnUrls: config.TURN_URLS,
    turnSecret: config.TURN_SECRET,
    stunPort,
    now: Date.now,
  };
  const limits = limitsOf(config);
  const shared = {
    rooms,
    door: createDoor(doorOptions(config, tally, logFor('wire')), limits),
    ice: createIce(iceOptions),
    outlook: { ...(stunPort !== null && { stunPort }), hasRelay: hasRelay(iceOptions) },
    limits,
    observer: tally,
    now: Date.now,
    schedule,
    inTurn,
    onReport: createReports(tally, logFor('rooms')),
    onFault,
  };
  const at = (path: string): string => `${config.BASE_PATH}${path}`;
  const wires = [
    attachSocketIo(hub, { ...shared, path: at('/socket.io/') }),
    attachWebSocket(hub, { ...shared, path: at('/ws/plain'), dialect: plain }),
  ];
  cutSlowReaders(hub, limits);
  return wires;
}

function doorOptions(
  { TRUST_PROXY, ALLOWED_ORIGINS }: Config,
  tally: Tally,
  log: Log,
): DoorOptions {
  const clientAddress = createClientAddress(TRUST_PROXY);
  const tell = createTurnedAwayLog(log, Date.now);
  return {
    addressOf: (request) => networkOf(clientAddress(request)),
    isOriginAllowed: createOriginCheck(ALLOWED_ORIGINS, TRUST_PROXY),
    onTurnedAway: (why, request) => {
      tally.turnedAway(why);
      tell(why, request);
    },
  };
}

function schedule(job: () => void, ms: number): void {
  setTimeout(job, ms).unref();
}

async function answerStun({ HOST, STUN_PORT }: Config, log: Log): Promise<StunResponder | null> {
  return STUN_PORT === null ? null : await listenStun(HOST, STUN_PORT, faultLogger(log));
}

async function answerMetrics(
  { METRICS_HOST: host, METRICS_PORT: port }: Config,
  { rooms, tally }: { readonly rooms: Rooms; readonly tally: Tally },
  log: Log,
): Promise<Listener | null> {
  if (port === null) return null;
  const metrics = createMetrics({ counted: tally.counted, census: rooms.census });
  const setting = { port: 'METRICS_PORT', host: 'METRICS_HOST' };
  return await listenApart(createMetricsApp(metrics), { host, port }, setting, faultLogger(log));
}

interface Ports {
  readonly http: number | null;
  readonly https: number | null;
}

async function listen(
  hub: Hub,
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

async function secure(hub: Hub, port: number, config: Config, log: Log): Promise<Listener> {
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
