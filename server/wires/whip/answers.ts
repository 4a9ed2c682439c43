import type { IceServer } from '../../../protocol/ice.ts';
import type { Refused } from '../../../protocol/refusals.ts';
import type { Kind } from './session-description.ts';

/** Why there is no session, for the program by its status, for the person in words. */
export interface Problem {
  readonly status: number;
  /** One of the refusals of the protocol, or of an extension, where it is one. */
  readonly code?: string;
  readonly detail: string;
  readonly retryAfterS?: number;
}

export const RETRY_AFTER_S = 5;
/** A wrong password waits for longer than that. */
const LATER_S = 60;

/** What is not here is nothing that a program can mend by itself: 403. */
const statuses: Readonly<Record<string, number>> = {
  invalid: 422,
  full: 503,
  'not-in-room': 404,
  'no-such-member': 503,
  'too-large': 413,
  'rate-limited': 429,
  busy: 503,
  internal: 500,
  'password-needed': 401,
  'password-wrong': 401,
  'invitation-needed': 401,
  'invitation-invalid': 401,
  'too-many-tries': 429,
};

export function problemOf({ code, message }: Refused): Problem {
  const status = statuses[code] ?? 403;
  const retryAfterS = { 429: LATER_S, 503: RETRY_AFTER_S }[status];
  return { status, code, detail: message, ...(retryAfterS && { retryAfterS }) };
}

/** RFC 9725 section 4.5, and draft-ietf-wish-whep section 4.2, which has a status of its own for it. */
export function nobodyThere(kind: Kind): Problem {
  const detail =
    kind === 'whip'
      ? 'Nobody is in the room who would see this, and answer. Let them come in first.'
      : 'Nobody is in the room who sends something, and answers. Let them come in first.';
  return { status: kind === 'whip' ? 503 : 409, detail, retryAfterS: RETRY_AFTER_S };
}

export const unanswered: Problem = {
  status: 503,
  detail: 'The one who is in the room did not answer.',
  retryAfterS: RETRY_AFTER_S,
};

/** RFC 9725 section 4.6: a server of `Link` for each address. */
export function linksTo(servers: readonly IceServer[]): string[] {
  return servers.flatMap(({ urls, username, credential }) => {
    const key =
      username === undefined || credential === undefined
        ? ''
        : `; username=${quoted(username)}; credential=${quoted(credential)}; credential-type="password"`;
    return urls.map((url) => `<${url}>; rel="ice-server"${key}`);
  });
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}
