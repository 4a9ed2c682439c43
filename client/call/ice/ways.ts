import { type IceServer, parseIceServer } from '../../../protocol/ice.ts';

/** What a person wants of the ways to the other side. */
export interface Ways {
  /** Relays alone, so that the other side learns no address of this one. */
  readonly isRelayOnly: boolean;
  /** The person's own, beside what the server of the room offers. */
  readonly ownServers: readonly IceServer[];
  /** The person's own alone, where there are any. */
  readonly isOwnOnly: boolean;
}

export const anyWay: Ways = { isRelayOnly: false, ownServers: [], isOwnOnly: false };

// RFC 7064 and RFC 7065; browsers take no more, and throw.
const HOST = String.raw`(?:\[[\da-f:.]+\]|[^\s:?@/[\]]+)(?::\d{1,5})?`;
const URL_SHAPE = new RegExp(
  `^(?:stuns?:${HOST}|turns?:${HOST}(?:\\?transport=(?:udp|tcp))?)$`,
  'i',
);
const MAX_PORT = 65_535;

/** Why a server can't be used; null for one that can. */
export function faultOf({ urls, username, credential }: IceServer): 'url' | 'credentials' | null {
  if (!urls.every(isUsableUrl)) return 'url';
  const isRelay = urls.some((url) => /^turn/i.test(url));
  return isRelay && !(username && credential) ? 'credentials' : null;
}

function isUsableUrl(url: string): boolean {
  return URL_SHAPE.test(url) && Number(/:(\d+)(?:\?|$)/.exec(url)?.[1] ?? 0) <= MAX_PORT;
}

/** From what a device kept, which may be of another version or spoilt: what can't be used is left out. */
export function parseWays(kept: unknown): Ways {
  const { isRelayOnly, ownServers, isOwnOnly } = (kept ?? {}) as Partial<
    Record<keyof Ways, unknown>
  >;
  const given = Array.isArray(ownServers) ? ownServers.map(parseIceServer) : [];
  const servers = given.filter((server) => server !== null);
  return {
    isRelayOnly: isRelayOnly === true,
    ownServers: servers.filter((server) => faultOf(server) === null),
    isOwnOnly: isOwnOnly === true,
  };
}
