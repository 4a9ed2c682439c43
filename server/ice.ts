import { createHmac } from 'node:crypto';
import type { Ice, IceServer } from '../protocol/ice.ts';
import type { MemberId } from '../protocol/ids.ts';

export interface IceOptions {
  /** Given to everybody as they are. */
  readonly servers: readonly IceServer[];
  readonly turnUrls: readonly string[];
  /** Shared with the relay; the first signs. While it is being changed the relay takes more than one. */
  readonly turnSecret: string | null;
  readonly stunPort: number | null;
  readonly now: () => number;
}

export const TURN_LIFETIME_S = 60 * 60;

/** Whether members are given a relay. */
export function hasRelay({ servers, turnUrls, turnSecret }: IceOptions): boolean {
  const isTurn = servers.some(({ urls }) => urls.some((url) => /^turns?:/.test(url)));
  return isTurn || (turnSecret !== null && turnUrls.length > 0);
}

/** What a member is told, with credentials of its own: they end, and name it to the relay. */
export function createIce(options: IceOptions): (member: MemberId) => Ice {
  const { servers, turnUrls, turnSecret, stunPort } = options;
  return (member) => ({
    servers: [
      ...servers,
      ...(turnSecret !== null && turnUrls.length > 0 ? [turn(options, turnSecret, member)] : []),
    ],
    ...(stunPort !== null && { stunPort }),
    lifetime: TURN_LIFETIME_S,
  });
}

/** The TURN REST scheme (draft-uberti-behave-turn-rest): `<end>:<who>`, and its HMAC-SHA1 as the password. */
function turn({ turnUrls, now }: IceOptions, secret: string, member: MemberId): IceServer {
  const end = Math.floor(now() / 1000) + TURN_LIFETIME_S;
  const username = `${end}:${member}`;
  const credential = createHmac('sha1', secret).update(username).digest('base64');
  return { urls: [...turnUrls], username, credential };
}
