import type { Server } from 'node:http';
import type { RequestHandler } from 'express';

export interface DevPage {
  readonly handler: RequestHandler;
  close(): Promise<void>;
}

/** The page from its sources, with hot reload over the server's own port. For development only. */
export async function createDevPage(server: Server, basePath: string): Promise<DevPage> {
  const { createServer } = await import('vite');
  const vite = await createServer({
    appType: 'spa',
    base: `${basePath}/`,
    server: { middlewareMode: true, hmr: { server } },
  });
  return {
    handler: (request, response, next) => {
      // It takes the base path off by itself.
      request.url = request.originalUrl;
      vite.middlewares(request, response, next);
    },
    close: () => vite.close(),
  };
}
