import express, { type RequestHandler } from 'express';
import proxyAddr from 'proxy-addr';
import { hostOf, type Trust } from './client-address.ts';

/** How a request looks from here, after all proxies: for whoever sets them up. */
export interface Seen {
  readonly host: string;
  readonly isSecure: boolean;
  /** How many addresses its X-Forwarded-For had. */
  readonly hops: number;
  /** The one of them that is taken for the client's; null where none is believed. */
  readonly address: string | null;
}

/** `/seen`: it tells whoever asks what they, or their proxies, have said themselves; no address of this machine. */
export function createSeen(trust: Trust): RequestHandler {
  const router = express.Router();
  router.get('/seen', (request, response) => {
    const said = [request.headers['x-forwarded-for'] ?? []].flat().join(',');
    const hops = said.split(',').filter((address) => address.trim() !== '').length;
    const isBelieved = hops > 0 && trust(request.socket.remoteAddress ?? '', 0);
    const seen: Seen = {
      host: hostOf(request, trust),
      isSecure: request.secure,
      hops,
      address: isBelieved ? proxyAddr(request, trust) : null,
    };
    response.set('Cache-Control', 'no-store').json(seen);
  });
  return router;
}
