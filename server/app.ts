import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { Trust } from './client-address.ts';
import type { Log } from './log.ts';

export interface AppOptions {
  /** On every answer. */
  readonly headers: RequestHandler;
  /** Under which the handlers are; what is elsewhere is not ours. */
  readonly basePath: string;
  /** In this order. */
  readonly handlers: readonly RequestHandler[];
  readonly trust: Trust;
  readonly log: Log;
}

/** The HTTP side: what the handlers have, and words for whatever else is asked for. */
export function createApp({ headers, basePath, handlers, trust, log }: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  // As the page reads its address.
  app.enable('case sensitive routing');
  app.set('trust proxy', trust);
  app.use(headers);
  app.use(basePath || '/', withSlash(basePath), ...handlers);
  app.use((_request, response) => {
    response.status(404).type('text/plain').send('There is nothing here.\n');
  });
  app.use(onError(log));
  return app;
}

/** What the page names is beside it: `/calls` by itself would lead one step too high. */
function withSlash(basePath: string): RequestHandler {
  return ({ originalUrl }, response, next) => {
    const [path, query] = originalUrl.split('?');
    if (path !== basePath) return next();
    return response.redirect(307, query === undefined ? `${path}/` : `${path}/?${query}`);
  };
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
