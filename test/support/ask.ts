import { request } from 'node:http';
import { request as requestSecurely } from 'node:https';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** Without a library that would decompress, follow, or tidy the path up. */
export function ask(url: string, headers: Record<string, string> = {}): Promise<Answer> {
  const { protocol, hostname, port } = new URL(url);
  const path = url.slice(url.indexOf('/', 8));
  const send = protocol === 'https:' ? requestSecurely : request;
  return new Promise((resolve, reject) => {
    const options = { hostname, port, path, headers, rejectUnauthorized: false, agent: false };
    const sent = send(options, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts),
        }),
      );
    });
    sent.on('error', reject).end();
  });
}
