import { PROTOCOL_VERSION } from '../protocol/events.ts';
import { type KeyPair, loadKeyPair, loadOwnPair, ownNames } from './certs.ts';
import type { Config } from './config/config.ts';
import { endOnSignals } from './ending.ts';
import { type Hub, type Listener, listenHttp, listenHttps } from './listeners.ts';
import { configureLog, faultLogger, type Log } from './log.ts';
import { createRenewal } from './renewal.ts';
import { createServer } from './server.ts';

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
  const server = createServer({ settings: config, log: logFor, isDev });
  const ownPorts = await server.start();
  const { ports, closings } = await listen(server.hub, config, logFor('tls'));
  log.info('listening', { ...ports, ...ownPorts, protocol: PROTOCOL_VERSION });
  for (const url of urls(config, ports)) log.info(`open ${url}`);
  endOnSignals({ server, closings, log });
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
