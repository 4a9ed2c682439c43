import type { IceServer } from '../../../protocol/ice.ts';

/** A browser gives up on a silent server after some ten seconds; a person earlier. */
const PATIENCE_MS = 8_000;

export type Finding = {
  readonly ms: number;
} /** It told us an address (STUN), or gave us one (TURN). */ & (
  | { readonly kind: 'works' }
  /** It said no: the code is of STUN, RFC 8489 section 14.8. */
  | { readonly kind: 'refused'; readonly code: number }
  | { readonly kind: 'silent' }
  /** The browser can't use it at all. */
  | { readonly kind: 'unusable' }
);

export interface ServerTestOptions {
  readonly createConnection: (configuration: RTCConfiguration) => RTCPeerConnection;
  /** Milliseconds. */
  readonly now: () => number;
  readonly patienceMs?: number;
}

/** Asks one server for a candidate, by a connection that leads nowhere. Of its addresses the first counts. */
export async function testServer(server: IceServer, options: ServerTestOptions): Promise<Finding> {
  const { createConnection, now } = options;
  const began = now();
  const isRelay = server.urls.some((url) => /^turn/i.test(url));
  const done = (outcome: Outcome): Finding => ({ ...outcome, ms: now() - began });
  let connection: RTCPeerConnection | null = null;
  try {
    connection = createConnection({
      iceServers: [server as RTCIceServer],
      iceTransportPolicy: isRelay ? 'relay' : 'all',
    });
    return done(await gather(connection, isRelay ? 'relay' : 'srflx', options));
  } catch {
    return done({ kind: 'unusable' });
  } finally {
    connection?.close();
  }
}

type Outcome =
  | { readonly kind: 'works' | 'silent' | 'unusable' }
  | { readonly kind: 'refused'; readonly code: number };

function gather(
  connection: RTCPeerConnection,
  wanted: RTCIceCandidateType,
  { patienceMs = PATIENCE_MS }: ServerTestOptions,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve({ kind: 'silent' }), patienceMs);
    const end = (outcome: Outcome) => {
      clearTimeout(timer);
      resolve(outcome);
    };
    let failure: Outcome | null = null;
    connection.addEventListener('icecandidateerror', ({ errorCode }) => {
      failure = toOutcome(errorCode);
    });
    connection.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate?.type === wanted) end({ kind: 'works' });
    });
    connection.addEventListener('icegatheringstatechange', () => {
      if (connection.iceGatheringState !== 'complete') return;
      // A machine without a router in between is told the address that it has, which is no new candidate.
      end(failure ?? { kind: wanted === 'srflx' ? 'works' : 'silent' });
    });
    connection.createDataChannel('test');
    connection.setLocalDescription().catch(reject);
  });
}

/** The browser's own numbers, from 700 on, say that nobody answered. */
function toOutcome(code: number): Outcome {
  return code >= 700 ? { kind: 'silent' } : { kind: 'refused', code };
}
