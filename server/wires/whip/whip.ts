import express, { type RequestHandler } from 'express';
import type { Wire } from '../wire.ts';
import { type EndpointOptions, routeEndpoint } from './endpoint.ts';
import { onError } from './responses.ts';
import { routeSession } from './session-route.ts';
import { Sessions, type SessionsOptions } from './sessions.ts';

export type WhipOptions = SessionsOptions & Omit<EndpointOptions, 'sessions' | 'isEnding'>;

/** It listens nowhere by itself: it answers what the page's server is asked for. */
interface WhipWire extends Wire {
  readonly handler: RequestHandler;
}

/** Clients of HTTP: who sends by RFC 9725, and who receives by draft-ietf-wish-whep. */
export function createWhip(options: WhipOptions): WhipWire {
  const { door, limits } = options;
  const sessions = new Sessions(options);
  const router = express.Router({ strict: true, caseSensitive: true });
  let isEnding = false;

  for (const kind of ['whip', 'whep'] as const) {
    routeEndpoint(router, kind, { ...options, sessions, isEnding: () => isEnding });
    routeSession(router, kind, { door, limits, sessions });
  }
  router.use(onError);

  /** Nobody is told that somebody left: media go on, and there is no connection to cut. */
  function end(): Promise<void> {
    isEnding = true;
    return Promise.resolve();
  }

  return { handler: router, drain: end, close: end };
}
