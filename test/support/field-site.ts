import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The pages of the field, at an origin that is not the server's. */
export interface FieldSite {
  /** Like `http://127.0.0.1:34567`; a page is `/broadcast.html` there. */
  readonly origin: string;
  close(): void;
}

export async function startFieldSite(): Promise<FieldSite> {
  const server = createServer((request, response) => {
    const name = request.url?.split('?')[0] ?? '';
    response.setHeader('Content-Type', 'text/html');
    response.end(name.endsWith('.html') ? readFileSync(`test/field${name}`) : '');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, close: () => void server.close() };
}
