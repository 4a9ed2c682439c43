import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { networkOf } from '../client-address.ts';
import { createTries } from '../tries.ts';

export interface PasswordOptions {
  readonly password: string;
  readonly now: () => number;
  /** An address waits from now on. */
  readonly onShut: () => void;
}

/** Lets those in who know the password, by HTTP Basic (RFC 7617). The user name may be any. */
export function askForPassword({ password, now, onShut }: PasswordOptions): RequestHandler {
  const tries = createTries(now);
  const isPassword = createComparison(password);

  return (request, response, next) => {
    const address = networkOf(request.ip ?? '');
    const waitMs = tries.waitMs(address);
    if (waitMs > 0) return tellToWait(response, waitMs);
    const given = passwordIn(request);
    if (given !== null && isPassword(given)) return next();
    if (given !== null) {
      tries.add(address);
      if (tries.waitMs(address) > 0) onShut();
    }
    return ask(response);
  };
}

function tellToWait(response: Response, waitMs: number): void {
  response.set('Retry-After', String(Math.ceil(waitMs / 1000)));
  response.status(429).type('text/plain').send('Too many wrong passwords. Wait half an hour.\n');
}

function ask(response: Response): void {
  response.set('WWW-Authenticate', 'Basic realm="Parley", charset="UTF-8"');
  response.status(401).type('text/plain').send('This page has a password.\n');
}

/** Null where none was given. */
function passwordIn({ headers }: Request): string | null {
  const [, encoded] = /^Basic +([A-Za-z0-9+/]+=*)$/i.exec(headers.authorization ?? '') ?? [];
  if (encoded === undefined) return null;
  const pair = Buffer.from(encoded, 'base64').toString();
  return pair.slice(pair.indexOf(':') + 1);
}

/** In a time that tells neither how much of it was right, nor how long the password is. */
function createComparison(password: string): (given: string) => boolean {
  const key = randomBytes(32);
  const digest = (text: string): Buffer => createHmac('sha256', key).update(text).digest();
  const expected = digest(password);
  return (given) => timingSafeEqual(digest(given), expected);
}
