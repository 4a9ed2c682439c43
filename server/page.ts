import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler } from 'express';
import expressStaticGzip from 'express-static-gzip';
import { SetupError } from './config/setup-error.ts';

/**
 * The built page. Names under assets/ carry a hash of what they hold, so they are kept for ever; the page itself
 * is never kept, so that it always names the assets of today. Compressed forms are made at build time.
 */
export function createPage(dir: string): RequestHandler {
  if (!existsSync(join(dir, 'index.html'))) {
    throw new SetupError('The page is not built; run "npm run build" first.');
  }
  const files = expressStaticGzip(dir, {
    enableBrotli: true,
    orderPreference: ['br', 'gz'],
    index: false,
    serveStatic: {
      index: false,
      redirect: false,
      cacheControl: false,
      setHeaders: (response, path) => {
        response.setHeader('Cache-Control', cacheFor(path.slice(dir.length + 1)));
      },
    },
  });
  const html: RequestHandler = (request, response, next) => {
    request.url = '/index.html';
    files(request, response, next);
  };
  const router = express.Router();
  router.get(['/', '/check', '/r/:room'], html);
  router.use(files);
  router.get('/{*path}', (request, response, next) => {
    if (!request.accepts('html')) return next();
    response.status(404);
    html(request, response, next);
  });
  return router;
}

function cacheFor(name: string): string {
  if (/^assets[\\/]/.test(name)) return 'public, max-age=31536000, immutable';
  if (name.startsWith('index.html')) return 'no-store';
  return name.startsWith('service-worker.js') ? 'no-cache' : 'public, max-age=3600';
}
