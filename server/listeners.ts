import {
  createServer as createHttpServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { KeyPair } from './certs.ts';
import { SetupError } from './config/setup-error.ts';
import type { InTurn } from './wires/turns.ts';

export interface Listener {
  /** The port that it listens on: the one asked for, or a free one where that was 0. */
  readonly port: number;
  close(): Promise<void>;
}

export interface HttpsListener extends Listener {
  /** New handshakes use the new pair; open connections stay as they are. */
  renew(pair: KeyPair): void;
}

/** Where requests are handled, whichever port they came to. */
export interface Hub {
  readonly server: Server;
  /** Connections are opened in turn. */
  readonly inTurn: InTurn;
}

export interface Address {
  /** Null listens on all addresses, of both families. */
  readonly host: string | null;
  readonly port: number;
}

/** Slow or silent requests are ended within 30 s, whoever makes them. */
export const PATIENCE = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  connectionsCheckingInterval: 5_000,
};
const TLS_HANDSHAKE_MS = 10_000;
/** Who has waited longer has given up, and asks again: to serve them all the same would make the others wait too. */
const PATIENCE_OF_CLIENTS_MS = 4_000;
/** Who finds no place in this queue asks again after a second; of a crowd that comes back at once many would. */
const BACKLOG = 4096;

/** The settings that say where: for whoever has to change them. */
interface Setting {
  readonly port: string;
  readonly host: string;
}

/** Told of faults after listening has begun: no open files left for a new connection, for one. */
type OnFault = (error: Error) => void;

/** Everything that arrives on `from` is handled as if it had arrived on `hub`, which itself listens nowhere. */
function forward(from: Server, hub: Hub): void {
  from.on('request', (request, response) => hub.server.emit('request', request, response));
  from.on('upgrade', (request, socket, head) => upgrade(hub, request, socket, head));
}

export function upgrade(hub: Hub, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  survive(socket);
  const arrivedAt = performance.now();
  hub.inTurn(() => {
    if (performance.now() - arrivedAt > PATIENCE_OF_CLIENTS_MS) socket.destroy();
    else if (!socket.destroyed) hub.server.emit('upgrade', request, socket, head);
  });
}

/** Node takes its own error listener off a socket that upgrades; one that breaks before a wire has it ends the process. */
function survive(socket: Duplex): void {
  socket.on('error', () => socket.destroy());
}

export async function listenHttps(
  hub: Hub,
  address: Address,
  pair: KeyPair,
  onFault: OnFault,
): Promise<HttpsListener> {
  const { server, renew } = createSecureServer(pair);
  forward(server, hub);
  const listener = await listen(server, address, { port: 'HTTPS_PORT', host: 'HOST' }, onFault);
  return { ...listener, renew };
}

export function createSecureServer({
  key,
  cert,
}: KeyPair): Pick<HttpsListener, 'renew'> & { readonly server: Server } {
  const patience = { ...PATIENCE, handshakeTimeout: TLS_HANDSHAKE_MS };
  const server = createHttpsServer({ ...patience, key, cert });
  return { server, renew: (pair) => server.setSecureContext({ key: pair.key, cert: pair.cert }) };
}

/** Serves those on this machine. Others are sent to `httpsPort`, or served where that is null. */
export function listenHttp(
  hub: Hub,
  address: Address,
  httpsPort: number | null,
  onFault: OnFault,
): Promise<Listener> {
  const server = createHttpServer(PATIENCE);
  if (httpsPort === null) forward(server, hub);
  else forwardLoopback(server, hub, httpsPort);
  return listen(server, address, { port: 'HTTP_PORT', host: 'HOST' }, onFault);
}

/** What is not for everybody: beside the hub, on a port of its own. */
export function listenApart(
  handler: RequestListener,
  address: Address,
  setting: Setting,
  onFault: OnFault,
): Promise<Listener> {
  return listen(createHttpServer(PATIENCE, handler), address, setting, onFault);
}

function forwardLoopback(server: Server, hub: Hub, httpsPort: number): void {
  server.on('request', (request, response) => {
    if (isLoopback(request)) return hub.server.emit('request', request, response);
    const location = secureUrl(request, httpsPort);
    if (location) response.writeHead(307, { Location: location });
    else response.writeHead(400);
    return response.end();
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (isLoopback(request)) return upgrade(hub, request, socket, head);
    survive(socket);
    const location = secureUrl(request, httpsPort);
    const status = location ? `307 Temporary Redirect\r\nLocation: ${location}` : '400 Bad Request';
    return socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
  });
}

function isLoopback({ socket }: IncomingMessage): boolean {
  const address = socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
  return address === '::1' || address.startsWith('127.');
}

/** Null for a request that names no usable host. */
function secureUrl({ headers, url }: IncomingMessage, port: number): string | null {
  const base = `http://${headers.host ?? ''}`;
  if (!headers.host || !URL.canParse(base)) return null;
  const { hostname } = new URL(base);
  const path = url?.startsWith('/') ? url : '/';
  return `https://${hostname}${port === 443 ? '' : `:${port}`}${path}`;
}

export function listen(
  server: Server,
  { host, port }: Address,
  setting: Setting,
  onFault: OnFault,
): Promise<Listener> {
  const sockets = trackSockets(server);
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new SetupError(whyNot(error, { host, port }, setting)));
    });
    server.listen({ port, backlog: BACKLOG, ...(host !== null && { host }) }, () => {
      server.removeAllListeners('error').on('error', onFault);
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () => close(server, sockets),
      });
    });
  });
}

function whyNot(error: NodeJS.ErrnoException, { host, port }: Address, setting: Setting): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken; stop the program that has it, or set ${setting.port} to another port.`;
    case 'EACCES':
      return `This user may not listen on port ${port}; set ${setting.port} to one above 1023, or grant the right to.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return noSuchHost(host, setting.host);
    default:
      return `Port ${port} can't be listened on (${error.code}); set ${setting.port} or ${setting.host} to something else.`;
  }
}

export function noSuchHost(host: string | null, setting = 'HOST'): string {
  return `${setting} is "${host}", which is no address of this machine; set it to one, or leave it out.`;
}

/** Also those that never finish a TLS handshake: of these Node's own list of connections knows nothing. */
function trackSockets(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
}

/** Open connections are ended too: clients that ought to come back do so by themselves. */
function close(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}
