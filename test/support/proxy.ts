import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestOptions,
  request,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What a proxy does with a request that it hands on. */
export interface ProxyManners {
  /** What it says of the client; by default the truth, whatever the client said. */
  readonly headers?: (from: IncomingMessage) => IncomingHttpHeaders;
  readonly path?: (path: string) => string;
  readonly hasUpgrade?: boolean;
  /** After so long a silence it ends a connection that has been upgraded. */
  readonly idleMs?: number;
}

export interface Proxy {
  readonly port: number;
  close(): Promise<void>;
}

/** In front of `target`, which is like `http://localhost:34567`. */
export async function startProxy(target: string, manners: ProxyManners = {}): Promise<Proxy> {
  const { hasUpgrade = true } = manners;
  const server = createServer((from, answer) => {
    const onward = request(target, towards(from, manners), (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    from.pipe(onward);
  });
  if (hasUpgrade) server.on('upgrade', createUpgrade(target, manners));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

export function truth({ headers, socket }: IncomingMessage): IncomingHttpHeaders {
  return { ...headers, 'x-forwarded-for': socket.remoteAddress ?? '' };
}

function towards(from: IncomingMessage, { headers = truth, path }: ProxyManners): RequestOptions {
  const { method = 'GET', url = '/' } = from;
  return { method, path: path ? path(url) : url, headers: headers(from), agent: false };
}

function createUpgrade(target: string, manners: ProxyManners) {
  return (from: IncomingMessage, socket: Socket): void => {
    const onward = request(target, towards(from, manners));
    socket.on('error', () => onward.destroy());
    onward.on('error', () => socket.destroy());
    onward.on('response', ({ statusCode }) => {
      socket.end(`HTTP/1.1 ${statusCode} Refused\r\nConnection: close\r\n\r\n`);
    });
    onward.on('upgrade', ({ headers }, other: Socket, head) => {
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('\r\n')}\r\n\r\n`);
      socket.write(head);
      join(socket, other, manners.idleMs ?? 0);
    });
    onward.end();
  };
}

function join(socket: Socket, other: Socket, idleMs: number): void {
  socket.setTimeout(idleMs, () => socket.destroy());
  socket.pipe(other).pipe(socket);
  other.on('error', () => socket.destroy());
  socket.on('close', () => other.destroy());
}
