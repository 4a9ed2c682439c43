import type { IncomingMessage } from 'node:http';
import { hostOf, type Trust } from './client-address.ts';

/** `*` for pages of all hosts, `null` for those that have none, such as files; else like `https://example.org`. */
export function isOrigin(text: string): boolean {
  if (text === '*' || text === 'null') return true;
  return URL.canParse(text) && new URL(text).origin === text;
}

/**
 * Which pages may connect: those of the host that they ask, at whatever port, and those of the list. Programs that
 * are no browsers send no origin. There are no cookies to be abused; but a page of somebody else would act with the
 * address, and from within the network, of whoever opens it.
 */
export function createOriginCheck(
  allowed: readonly string[],
  trust: Trust,
): (request: IncomingMessage) => boolean {
  const list = new Set(allowed);
  return (request) => {
    const { origin } = request.headers;
    if (origin === undefined || list.has('*') || list.has(origin)) return true;
    return isSameHost(origin, `http://${hostOf(request, trust)}`);
  };
}

function isSameHost(origin: string, server: string): boolean {
  if (!URL.canParse(origin) || !URL.canParse(server)) return false;
  const [page, own] = [new URL(origin).hostname, new URL(server).hostname];
  return page === own || (isLoopback(page) && isLoopback(own));
}

/** Of a host as URLs write it. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
