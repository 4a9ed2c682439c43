import type { IncomingMessage } from 'node:http';
import { isIP, isIPv6 } from 'node:net';
import proxyAddr from 'proxy-addr';
import { ipv6Bytes } from './ipv6.ts';

/** Whether what an address says about a client is believed; hop 0 is the one that is connected to us. */
export type Trust = (address: string, hop: number) => boolean;

/** A number of proxies, or their addresses and networks; an empty text for none. Null for what is neither. */
export function parseTrust(text: string): Trust | null {
  const list = text.split(/[\s,]+/).filter((one) => one !== '');
  if (list.length === 0) return () => false;
  if (/^\d+$/.test(text)) return (_address, hop) => hop < Number(text);
  // To the library a bare number is an address too.
  if (list.some((one) => /^\d+$/.test(one))) return null;
  try {
    return proxyAddr.compile(list);
  } catch {
    return null;
  }
}

/** Where a request comes from: what whoever is connected to us says of it counts only where that one is trusted. */
export function createClientAddress(trust: Trust): (request: IncomingMessage) => string {
  return (request) => proxyAddr(request, trust);
}

/** Whom to count as one: a household is given a /64 of IPv6, and its devices change addresses in it as they like. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  // A proxy may say anything, or nothing; all of that is one.
  if (!isIP(plain)) return 'unknown';
  return isIPv6(plain) ? ipv6Bytes(plain).subarray(0, 8).toString('hex') : plain;
}

/** The host that the client asked for: a proxy may have asked us for another. */
export function hostOf({ headers, socket }: IncomingMessage, trust: Trust): string {
  const forwarded = headers['x-forwarded-host'];
  const isBelieved = typeof forwarded === 'string' && trust(socket.remoteAddress ?? '', 0);
  const [first = ''] = isBelieved ? forwarded.split(',') : [headers.host ?? ''];
  return first.trim();
}
