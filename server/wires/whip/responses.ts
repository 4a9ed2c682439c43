import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Door } from '../door.ts';
import type { Problem } from './answers.ts';

/** A browser asks again for leave after ten minutes. */
const PREFLIGHT_S = 600;
const EXPOSED = 'Location, ETag, Link, Retry-After, Accept-Patch';
const TOO_LARGE: Problem = { status: 413, detail: 'The body is larger than is taken.' };

/** A page of another host reads what it is answered where the server lets it in; and nobody else asks for anything. */
export function shareWith(door: Door, methods: string): RequestHandler {
  return (request, response, next) => {
    const { origin } = request.headers;
    if (!door.isOriginAllowed(request)) {
      door.refuse(request);
      return refuse(response, { status: 403, detail: 'Pages of this origin are not let in.' });
    }
    if (origin === undefined) return next();
    response.set({
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Allow-Methods': methods,
      'Access-Control-Allow-Headers': 'Authorization, Content-Type, If-Match, Link',
      'Access-Control-Expose-Headers': EXPOSED,
      'Access-Control-Max-Age': String(PREFLIGHT_S),
      'Cross-Origin-Resource-Policy': 'cross-origin',
    });
    response.vary('Origin');
    return next();
  };
}

/** Whoever says so beforehand is told at once. The parser would read all of it first. */
export function noLargerThan(bytes: number): RequestHandler {
  return ({ headers }, response, next) => {
    if (!(Number(headers['content-length']) > bytes)) return next();
    response.set('Connection', 'close');
    return refuse(response, TOO_LARGE);
  };
}

/** RFC 9725 section 4.1: neither has a representation. */
export const nothing: RequestHandler = (_request, response) => {
  response.status(204).end();
};

export function notAllowed(methods: string): RequestHandler {
  return (_request, response) => {
    response.set('Allow', methods);
    refuse(response, { status: 405, detail: `Here is ${methods}.` });
  };
}

/** RFC 9457. */
export function refuse(response: Response, { status, retryAfterS, ...problem }: Problem): void {
  // Whoever asked has gone.
  if (response.headersSent || response.destroyed) return;
  // RFC 6750 section 3.
  const wrong = /-(wrong|invalid)$/.test(problem.code ?? '') ? ', error="invalid_token"' : '';
  if (status === 401) response.set('WWW-Authenticate', `Bearer realm="room"${wrong}`);
  if (retryAfterS !== undefined) response.set('Retry-After', String(retryAfterS));
  const text = JSON.stringify({ status, ...problem });
  response.status(status).set('Content-Type', 'application/problem+json').end(text);
}

/** Faults of a body: too large, compressed, broken off. Others are for whoever is asked next. */
export const onError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const status =
    typeof error === 'object' && error !== null && 'status' in error ? error.status : 500;
  if (typeof status !== 'number' || status >= 500) return next(error);
  const unread = { status, detail: 'The body can’t be read.' };
  return refuse(response, status === 413 ? TOO_LARGE : unread);
};
