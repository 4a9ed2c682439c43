import type { RtcFactory } from '../rtc-factory.ts';
import type { Ways } from './ways.ts';

/**
 * What can be said of a connection before there is one. `direct`: addresses that others can reach were found;
 * `relayed`: none was, or none is to be told, and there is a relay; `local`: none was and there is no relay, so only people
 * in the same network can be reached; `hidden`: none is to be told, and there is no relay; `blocked`: this browser names no
 * address at all.
 */
export type Outlook = 'direct' | 'relayed' | 'local' | 'hidden' | 'blocked';

export interface OutlookOptions {
  readonly createConnection: RtcFactory['createConnection'];
  /** By which the server was reached. */
  readonly host: string;
  /** Null where the server doesn't answer STUN. */
  readonly stunPort: number | null;
  readonly hasRelay: boolean;
  readonly ways: Ways;
  /** Milliseconds after which what was found has to do. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 4_000;

/** Gathers addresses as a call would, with nobody at the other end. */
export async function foresee(options: OutlookOptions): Promise<Outlook> {
  const { createConnection, host, stunPort, ways, patienceMs = PATIENCE_MS } = options;
  const relayed = isRelayThere(options) ? 'relayed' : null;
  if (ways.isRelayOnly) return relayed ?? 'hidden';
  const stunUrl = stunPort === null || isHere(host) ? null : `stun:${host}:${stunPort}`;
  const iceServers = stunUrl === null ? [] : [{ urls: stunUrl }];
  const connection = createConnection({ iceServers });
  const seen = { own: false, outside: false, stunIsSilent: false };
  connection.addEventListener('icecandidate', ({ candidate }) => {
    if (!candidate?.candidate) return;
    seen.own = true;
    seen.outside ||= candidate.type === 'srflx' || isPublic(candidate.address);
  });
  // The address that STUN tells may be the host's own; then nothing new is named, and nothing failed either.
  connection.addEventListener('icecandidateerror', () => {
    seen.stunIsSilent = true;
  });
  const isGathered = await gather(connection, patienceMs);
  connection.close();
  if (!seen.own) return 'blocked';
  const hasAnswered = stunUrl !== null && isGathered && !seen.stunIsSilent;
  if (seen.outside || hasAnswered || isHere(host)) return 'direct';
  return relayed ?? 'local';
}

/** The server's own, or one of the person's. */
function isRelayThere({ hasRelay, ways: { ownServers, isOwnOnly } }: OutlookOptions): boolean {
  const isOffered = hasRelay && !(isOwnOnly && ownServers.length > 0);
  return isOffered || ownServers.some(({ urls }) => urls.some((url) => /^turn/i.test(url)));
}

/** On the machine itself: browsers ask nothing of it there, and whoever is called there is not far. */
function isHere(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host.startsWith('127.');
}

/** Whether it came to its end in time. */
async function gather(connection: RTCPeerConnection, patienceMs: number): Promise<boolean> {
  const complete = new Promise<boolean>((resolve) => {
    connection.addEventListener('icegatheringstatechange', () => {
      if (connection.iceGatheringState === 'complete') resolve(true);
    });
    setTimeout(() => resolve(false), patienceMs);
  });
  connection.createDataChannel('outlook');
  // With all that a call has: a browser that has looked its codecs up once is quicker the second time.
  for (const kind of ['audio', 'video']) connection.addTransceiver(kind);
  await connection.setLocalDescription();
  return complete;
}

/** An IPv4 address outside the special ranges (RFC 6890), or a global IPv6 one. Names (mDNS) say nothing. */
function isPublic(address: string | null): boolean {
  if (address === null) return false;
  if (/^[23][0-9a-f]{3}:/i.test(address)) return true;
  const [a, b] = address.split('.').map(Number);
  if (a === undefined || b === undefined || !/^\d+(\.\d+){3}$/.test(address)) return false;
  if (a === 0 || a === 10 || a === 127 || a >= 224) return false;
  if (a === 172) return b < 16 || b > 31;
  if (a === 192 || a === 169) return !((a === 192 && b === 168) || (a === 169 && b === 254));
  return !(a === 100 && b >= 64 && b < 128);
}
