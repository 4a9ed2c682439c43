import {
  createServer as createHttpServer,
  type Server as HttpServer,
  type RequestListener,
} from 'node:http';
import { resolve } from 'node:path';
import type { RequestHandler } from 'express';
import type { AnyExtension } from '../protocol/extension.ts';
import { createApp } from './app.ts';
import { type Config, completeConfig } from './config/config.ts';
import { SetupError } from './config/setup-error.ts';
import { createDevPage, type DevPage } from './dev-page.ts';
import { createHeaders } from './headers.ts';
import { createHealth, type Health } from './health.ts';
import { type Hub, listenApart } from './listeners.ts';
import { loadExtensions } from './load-extensions.ts';
import { configureLog, faultLogger, type Log, type LogFor } from './log.ts';
import { createMetrics, createMetricsApp } from './metrics.ts';
import { type HostServer, mount } from './mount.ts';
import { createNamesShelf } from './names-shelf.ts';
import { openRooms } from './open-rooms.ts';
import { prepareWires } from './open-wires.ts';
import { createOwnExtensions } from './own-extensions.ts';
import { createPage, pageFolder } from './page.ts';
import { createExtensions, type Extensions } from './rooms/extensions.ts';
import type { Rooms } from './rooms/rooms-port.ts';
import { schedule } from './schedule.ts';
import { createSeen } from './seen.ts';
import { openStatus } from './status/open-status.ts';
import { listenStun } from './stun.ts';
import { createTally, type Tally } from './tally.ts';
import { createTurns } from './wires/turns.ts';
import type { Wire } from './wires/wire.ts';

/** By the names that they have in the environment, as values. Who listens is not among them. */
export type Settings = Partial<
  Omit<Config, 'HTTP_PORT' | 'HTTPS_PORT' | 'TLS_CERT' | 'TLS_KEY' | `LISTEN_${string}`>
>;

export interface ServerOptions {
  /**
   * Your own, of HTTP or HTTPS: what it is asked for under BASE_PATH is Parley's from the start on, everything else stays
   * with the handlers that it has by then.
   */
  readonly server?: HostServer;
  /** What is left out has its default. The environment is not asked. */
  readonly settings?: Settings;
  readonly extensions?: readonly AnyExtension[];
  /** A log for each part of the house; without it, lines on standard output. */
  readonly log?: LogFor;
  /** Serves the page from Parley's sources, with hot reload. */
  readonly isDev?: boolean;
}

/** Ports beside those of whoever listens; null where nothing answers. */
interface OwnPorts {
  readonly stun: number | null;
  readonly metrics: number | null;
}

export interface Server {
  /** Listens nowhere: it answers what others hand it. */
  readonly hub: Hub;
  /** Before the start. What can't go together is told at the start. */
  use(extension: AnyExtension): Server;
  /** Throws where something that was set can't be used, with a sentence that says what to do. */
  start(): Promise<OwnPorts>;
  readonly isDraining: boolean;
  /** Sends everybody to the next server, one after the other, within DRAIN_SECONDS at most. */
  drain(): Promise<void>;
  /** Ends all that it began. Your own server goes on. */
  close(): Promise<void>;
}

type Closing = () => Promise<void>;

/** Whatever comes by the thousand has one queue. */
const inTurn = createTurns({ now: () => performance.now(), later: setImmediate });

/** Throws SetupError where the settings are wrong. */
export function createServer(options: ServerOptions = {}): Server {
  const config = completeConfig(options.settings ?? {});
  const logFor = options.log ?? configureLog(config);
  const hub = { server: createHttpServer(), inTurn };
  const health = createHealth();
  const extensions = [...(options.extensions ?? [])];
  const closings: Closing[] = [];
  let wires: readonly Wire[] = [];
  let state: 'new' | 'started' | 'closed' = 'new';

  async function close(): Promise<void> {
    state = 'closed';
    await Promise.allSettled(closings.splice(0).map((job) => job()));
  }

  const server: Server = {
    hub,
    use(extension) {
      if (state !== 'new') throw new Error('The server has started; use extensions before that.');
      extensions.push(extension);
      return server;
    },
    async start() {
      if (state !== 'new') throw new Error('A server is started once; create another one.');
      state = 'started';
      try {
        const parts = { config, logFor, hub, health, closings, isDev: options.isDev === true };
        const built = await build(parts, extensions);
        wires = built.wires;
        if (options.server) mountOn(options.server, parts);
        return built.ports;
      } catch (error) {
        await close();
        throw error;
      }
    },
    get isDraining() {
      return health.isDraining;
    },
    async drain() {
      health.drain();
      const overMs = config.DRAIN_SECONDS * 1000;
      const late = new Promise<void>((given) => schedule(given, overMs));
      const cut = Promise.all(wires.map((wire) => wire.drain({ overMs, schedule })));
      await Promise.race([cut.then(health.settled), late]);
    },
    close,
  };
  return server;
}

interface Parts {
  readonly config: Config;
  readonly logFor: LogFor;
  readonly hub: Hub;
  readonly health: Health;
  /** Of what has been begun so far. */
  readonly closings: Closing[];
  readonly isDev: boolean;
}

interface Built {
  readonly wires: readonly Wire[];
  readonly ports: OwnPorts;
}

async function build(parts: Parts, added: readonly AnyExtension[]): Promise<Built> {
  const { config, logFor, hub, closings } = parts;
  const stun = await answerStun(parts);
  const extensions = await openExtensions(config, added, logFor);
  const tally = createTally(extensions.refusalCodes);
  const rooms = await openRooms(config, { extensions, tally, log: logFor('rooms') });
  const prepared = prepareWires(hub, config, { rooms, tally, logFor, stunPort: stun });
  await openApp(parts, { rooms, tally, wires: prepared.handler });
  const wires = prepared.open();
  closings.push(...wires.map((wire) => wire.close));
  const metrics = await answerMetrics(parts, rooms, tally);
  return { wires, ports: { stun, metrics } };
}

async function answerStun({ config, logFor, closings }: Parts): Promise<number | null> {
  const { HOST, STUN_PORT } = config;
  if (STUN_PORT === null) return null;
  const stun = await listenStun(HOST, STUN_PORT, faultLogger(logFor('stun')));
  closings.push(stun.close);
  return stun.port;
}

/** Our own, those that a program added, those that the settings name. */
async function openExtensions(
  config: Config,
  added: readonly AnyExtension[],
  logFor: LogFor,
): Promise<Extensions> {
  const present = [
    ...(await createOwnExtensions(config, Date.now, createNamesShelf(config))),
    ...added,
  ];
  const loaded = await loadExtensions(config.EXTENSIONS, present);
  return createExtensions([...present, ...loaded], (error) =>
    logFor('rooms').error('an extension failed', error),
  );
}

interface Answering {
  readonly rooms: Rooms;
  readonly tally: Tally;
  /** What wires answer. */
  readonly wires: RequestHandler;
}

async function openApp(parts: Parts, { rooms, tally, wires }: Answering): Promise<void> {
  const { config, logFor, hub, health, closings, isDev } = parts;
  const status = openStatus(config, { rooms, tally, health }, logFor('http'));
  const page = await openPage(hub.server, config, { isDev, log: logFor('server') });
  closings.push(page.close);
  const app = createApp({
    headers: createHeaders({ embedOrigins: config.EMBED_ORIGINS, isDev }),
    basePath: config.BASE_PATH,
    handlers: [
      health.handler,
      createSeen(config.TRUST_PROXY),
      wires,
      ...(status ? [status] : []),
      page.handler,
    ],
    trust: config.TRUST_PROXY,
    log: logFor('http'),
  });
  hub.server.on('request', app as RequestListener);
}

async function openPage(
  hub: HttpServer,
  { BASE_PATH: basePath, ASSETS_DIR }: Config,
  { isDev, log }: { readonly isDev: boolean; readonly log: Log },
): Promise<DevPage> {
  if (isDev) return await createDevPage(hub, basePath);
  const [dir, keptDir] = [pageFolder(), resolve(ASSETS_DIR)];
  const handler = await createPage({ dir, basePath, keptDir, now: Date.now, log });
  return { handler, close: async () => {} };
}

async function answerMetrics(
  { config, logFor, closings }: Parts,
  { census }: Rooms,
  { counted }: Tally,
): Promise<number | null> {
  const { METRICS_HOST: host, METRICS_PORT: port } = config;
  if (port === null) return null;
  const app = createMetricsApp(createMetrics({ counted, census }));
  const setting = { port: 'METRICS_PORT', host: 'METRICS_HOST' };
  const metrics = await listenApart(app, { host, port }, setting, faultLogger(logFor('http')));
  closings.push(metrics.close);
  return metrics.port;
}

function mountOn(host: HostServer, { config, hub, closings }: Parts): void {
  if (config.BASE_PATH === '' && host.listenerCount('request') > 0) {
    throw new SetupError(
      'BASE_PATH is not set, so nothing would be left of what your server answers; set it to a path like /calls.',
    );
  }
  const unmount = mount(host, hub, config.BASE_PATH);
  closings.unshift(async () => unmount());
}
