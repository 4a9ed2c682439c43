/**
 * Keeps the page, so that it opens without a network and says so. Whatever can be had from the server is: nothing
 * that is kept is ever shown in its place, except assets, whose names change with what they hold.
 */
interface WorkerScope {
  readonly location: Location;
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', handler: (event: Lasting) => void): void;
  addEventListener(type: 'fetch', handler: (event: Fetching) => void): void;
}

interface Lasting {
  waitUntil(done: Promise<unknown>): void;
}

interface Fetching extends Lasting {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

/** Longer than this a person would think that the page is broken. */
const PATIENCE_MS = 4_000;

const scope = globalThis as unknown as WorkerScope;
/** The worker lies beside the page. */
const HOME = new URL('./', scope.location.href).pathname;
/** Others on the same host keep theirs. */
const KEPT = `page of ${HOME}`;
/** The operator's page: its password is between browser and server, and it is never kept. */
const STATUS = `${HOME}status`;

scope.addEventListener('install', (event) => {
  event.waitUntil(keepPage().then(() => scope.skipWaiting()));
});

scope.addEventListener('activate', (event) => {
  event.waitUntil(forgetOld());
});

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== scope.location.origin) return;
  if (url.pathname === STATUS) return;
  if (request.mode === 'navigate') event.respondWith(freshPage(event));
  else if (url.pathname.startsWith(`${HOME}assets/`)) event.respondWith(asset(request));
});

/** The page and what it names: all that a first screen needs. */
async function keepPage(): Promise<void> {
  const cache = await caches.open(KEPT);
  const response = await fetch(HOME, { cache: 'no-store' });
  if (!response.ok) throw new Error('the page is not there');
  const html = await response.clone().text();
  await cache.put(HOME, response);
  await cache.addAll(assetsIn(html));
}

function assetsIn(html: string): string[] {
  return [...html.matchAll(/(?:src|href)="(\/[^"]*assets\/[^"]+)"/g)].flatMap(
    ([, path]) => path ?? [],
  );
}

/** Of an earlier release; those that the page of today names stay. */
async function forgetOld(): Promise<void> {
  const cache = await caches.open(KEPT);
  const page = await cache.match(HOME);
  const wanted = page ? assetsIn(await page.text()) : [];
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url);
    if (pathname !== HOME && !wanted.includes(pathname)) await cache.delete(url);
  }
}

async function freshPage(event: Fetching): Promise<Response> {
  try {
    const response = await fetch(event.request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (response.ok) event.waitUntil(keepPage().catch(() => {}));
    return response;
  } catch (error) {
    const kept = await (await caches.open(KEPT)).match(HOME);
    if (kept) return kept;
    throw error;
  }
}

async function asset(request: Request): Promise<Response> {
  const cache = await caches.open(KEPT);
  const kept = await cache.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}
