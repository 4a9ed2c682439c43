import { type IncomingHttpHeaders, request } from 'node:http';
import { request as requestSecurely } from 'node:https';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const PATIENCE_MS = 8_000;
const MAX_BODY_CHARS = 64 * 1024;

/** Follows no redirect, and takes any certificate: looking at that is a check of its own. */
export function ask(url: URL, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const send = url.protocol === 'https:' ? requestSecurely : request;
  const signal = AbortSignal.timeout(PATIENCE_MS);
  return new Promise((resolve, reject) => {
    const options = { headers, agent: false, rejectUnauthorized: false, signal };
    const sent = send(url, options, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        if (body.length < MAX_BODY_CHARS) body += part;
      });
      response.on('error', reject).on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      });
    });
    sent.on('error', (error) => reject(signal.aborted ? new Error('no answer') : error)).end();
  });
}

/** In few words: Node's own where there is no code. */
export function whyNot(error: unknown): string {
  if (error instanceof AggregateError) return whyNot(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  return ('code' in error && typeof error.code === 'string' && error.code) || error.message;
}
