import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { Trust } from './client-address.ts';
import type { Log } from './log.ts';

export interface AppOptions {
  /** In this order. */
  readonly handlers: readonly RequestHandler[];
  readonly trust: Trust;
  readonly log: Log;
}

/** The HTTP side: what the handlers have, and words for whatever else is asked for. */
export function createApp({ handlers, trust, log }: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', trust);
  app.use(...handlers);
  app.use((_request, response) => {
    response.status(404).type('text/plain').send('There is nothing here.\n');
  });
  app.use(onError(log));
  return app;
}

function onError(log: Log): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    const status = statusOf(error);
    if (status >= 500) log.error('a request failed', error);
    if (response.headersSent) return next(error);
    const text = status < 500 ? 'The request is not valid.\n' : 'Something went wrong here.\n';
    response.status(status).type('text/plain').send(text);
  };
}

/** Express gives faults of the request (a broken percent-encoding, say) a status below 500. */
function statusOf(error: unknown): number {
  const status =
    typeof error === 'object' && error !== null && 'status' in error ? error.status : null;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}
