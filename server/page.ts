import { existsSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join, resolve } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import express, { type RequestHandler } from 'express';
import expressStaticGzip from 'express-static-gzip';
import { SetupError } from './config/setup-error.ts';
import { type KeepOptions, keepAssets } from './kept-assets.ts';

interface PageOptions extends KeepOptions {
  readonly basePath: string;
}

/** The build puts it beside the built server, which lies one folder deeper than the sources. */
export function pageFolder(): string {
  const folders = ['../page', '../dist/page'].map((path) => resolve(import.meta.dirname, path));
  return folders.find(existsSync) ?? '';
}

/**
 * The built page. Names under assets/ carry a hash of what they hold, so they are kept for ever; the page itself
 * is never kept, so that it always names the assets of today. Compressed forms are made at build time, those of the
 * page at the start, when it is known under which path all of it is.
 */
export async function createPage({ basePath, ...options }: PageOptions): Promise<RequestHandler> {
  const { dir } = options;
  const html = createHtml(readHtml(dir, basePath));
  const kept = await keepAssets(options);
  const router = express.Router({ caseSensitive: true });
  router.get(['/', '/index.html', '/check', '/r/:room', '/watch/:room', '/device/:id'], html);
  router.use([dir, ...kept].map(createFiles));
  router.get('/{*path}', (request, response, next) => {
    if (!request.accepts('html')) return next();
    response.status(404);
    html(request, response, next);
  });
  return router;
}

/** Built, it names what is beside it (`./assets/…`). It is shown at other paths too, such as `/r/kitchen`. */
function readHtml(dir: string, basePath: string): string {
  const path = join(dir, 'index.html');
  if (!existsSync(path)) {
    throw new SetupError('The page is not built; run "npm run build" first.');
  }
  return readFileSync(path, 'utf8').replaceAll('="./', `="${basePath}/`);
}

function createHtml(html: string): RequestHandler {
  const forms = { br: brotliCompressSync(html), gzip: gzipSync(html), identity: html };
  return (request, response) => {
    const encoding = request.acceptsEncodings('br', 'gzip') || 'identity';
    if (encoding !== 'identity') response.set('Content-Encoding', encoding);
    response
      .set({ 'Cache-Control': 'no-store', Vary: 'Accept-Encoding' })
      .type('html')
      .send(forms[encoding as keyof typeof forms]);
  };
}

function createFiles(dir: string): RequestHandler {
  return expressStaticGzip(dir, {
    enableBrotli: true,
    orderPreference: ['br', 'gz'],
    index: false,
    serveStatic: {
      index: false,
      redirect: false,
      cacheControl: false,
      setHeaders: (response, path) => {
        const name = path.slice(dir.length + 1);
        response.setHeader('Cache-Control', cacheFor(name));
        if (name.startsWith('parley-call.js')) letOthersLoad(response);
      },
    },
  });
}

/** Pages of other hosts have it in a script element; what it then shows in a frame, EMBED_ORIGINS lets them or not. */
function letOthersLoad(response: ServerResponse): void {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
}

function cacheFor(name: string): string {
  if (/^assets[\\/]/.test(name)) return 'public, max-age=31536000, immutable';
  return name.startsWith('service-worker.js') ? 'no-cache' : 'public, max-age=3600';
}
