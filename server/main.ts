import { PROTOCOL_VERSION } from '../protocol/events.ts';
import { ownNames } from './certs.ts';
import type { Config } from './config/config.ts';
import { dialectsOf, listenForDialects } from './dialect-listeners.ts';
import { endOnSignals } from './ending.ts';
import { openKeys } from './keys.ts';
import { type Hub, listenHttp, listenHttps } from './listeners.ts';
import { configureLog, faultLogger, type Log } from './log.ts';
import { createServer } from './server.ts';

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
  /** Of each dialect that has one. */
  readonly [dialect: string]: number | null;
}

async function listen(
  hub: Hub,
  config: Config,
  log: Log,
): Promise<{ ports: Ports; closings: readonly Closing[] }> {
  const { HOST: host, HTTP_PORT, HTTPS_PORT } = config;
  const onFault = faultLogger(log);
  const dialects = dialectsOf(config);
  const isSecure = HTTPS_PORT !== null || dialects.some((one) => one.isSecure);
  const keys = isSecure ? await openKeys(config, log) : null;
  const https =
    keys === null || HTTPS_PORT === null
      ? null
      : keys.follow(await listenHttps(hub, { host, port: HTTPS_PORT }, keys.pair, onFault));
  const http =
    HTTP_PORT === null
      ? null
      : await listenHttp(hub, { host, port: HTTP_PORT }, https?.port ?? null, onFault);
  const extra = await listenForDialects(hub, config, { dialects, keys, onFault });
  const listeners = [https, http, ...extra.listeners].filter((listener) => listener !== null);
  return {
    ports: { http: http?.port ?? null, https: https?.port ?? null, ...extra.ports },
    closings: listeners.map((listener) => listener.close),
  };
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
