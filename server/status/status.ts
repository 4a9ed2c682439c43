import express, { type RequestHandler } from 'express';
import { type Shown, statusPage } from './page.ts';
import { askForPassword, type PasswordOptions } from './password.ts';
import { STYLE } from './style.ts';

interface StatusOptions extends PasswordOptions {
  readonly look: () => Shown;
}

/** The style and nothing else: a page that shows numbers runs nothing. */
const HEADERS = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "style-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
};

/** `/status`, for the operator. */
export function createStatus({ look, ...asking }: StatusOptions): RequestHandler {
  const router = express.Router({ strict: true });
  router.use('/status', askForPassword(asking), (_request, response, next) => {
    response.set(HEADERS);
    next();
  });
  router.get('/status', (_request, response) => {
    response.type('html').send(statusPage(look()));
  });
  router.get('/status/style.css', (_request, response) => {
    response.type('css').send(STYLE);
  });
  return router;
}
