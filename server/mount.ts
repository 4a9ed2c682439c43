import type { IncomingMessage, Server } from 'node:http';
import type { Server as SecureServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { type Hub, upgrade } from './listeners.ts';

export type HostServer = Server | SecureServer;

/**
 * What is asked of somebody's own server under the base path is handled as if it had arrived on `hub`; all else goes
 * to whoever had it before. Gives back what ends it.
 */
export function mount(host: HostServer, hub: Hub, basePath: string): () => void {
  const others = host.listeners('request');
  const isOurs = ({ url = '' }: IncomingMessage): boolean => isUnder(basePath, url);

  function onRequest(this: unknown, request: IncomingMessage, ...rest: unknown[]): void {
    if (isOurs(request)) hub.server.emit('request', request, ...rest);
    else for (const other of others) other.call(host, request, ...rest);
  }

  function onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (isOurs(request)) {
      upgrade(hub, request, socket, head);
    } else if (host.listenerCount('upgrade') === 1) {
      // Without a listener Node would have ended it.
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    }
  }

  host.removeAllListeners('request').on('request', onRequest).on('upgrade', onUpgrade);
  return () => {
    host.off('request', onRequest).off('upgrade', onUpgrade);
    for (const other of others) host.on('request', other as (...args: unknown[]) => void);
  };
}

function isUnder(basePath: string, url: string): boolean {
  const [path = ''] = url.split('?');
  return path === basePath || path.startsWith(`${basePath}/`);
}
