import { type Fingerprint, fingerprintOf } from './verification-code.ts';

/** The certificates of both ends of a connection, as this end sees them. */
export interface Keys {
  readonly mine: Fingerprint;
  readonly theirs: Fingerprint;
}

/**
 * `none`: not known yet. `several`: one end uses, or may use, more than one certificate, so that whichever was put into
 * a code, something could flow under another. No browser does that by itself.
 */
export type FoundKeys = Keys | 'none' | 'several';

const FINGERPRINT = /^a=fingerprint:(\S+) ?(.*?)\r?$/gim;
const SHA256 = /^([0-9A-F]{2}:){31}[0-9A-F]{2}$/;

/** Reads from a connection which certificates it really uses. */
export class Fingerprints {
  readonly #connection: RTCPeerConnection;
  /** All that the other side ever announced: a browser may go on with the first and take up another description. */
  readonly #announced = new Set<string>();

  constructor(connection: RTCPeerConnection) {
    this.#connection = connection;
    connection.addEventListener('signalingstatechange', () => this.#note());
  }

  async find(): Promise<FoundKeys> {
    this.#note();
    const mine = single(announcedIn(this.#connection.localDescription?.sdp));
    const theirs = (await this.#presented()) ?? single(this.#announced);
    if (mine === 'several' || theirs === 'several') return 'several';
    return mine === 'none' || theirs === 'none' ? 'none' : { mine, theirs };
  }

  /** What came in the handshakes: the truth. Null in browsers that don't show it. */
  async #presented(): Promise<Fingerprint | 'none' | 'several' | null> {
    const transports = transportsOf(this.#connection);
    if (transports.length === 0 || !transports.every(canShow)) return null;
    const up = transports.filter(({ state }) => state === 'connected');
    const leaves = up.map((transport) => transport.getRemoteCertificates()[0]);
    const known = leaves.filter((leaf) => leaf !== undefined);
    return single(new Set(await Promise.all(known.map(fingerprintOf))));
  }

  #note(): void {
    const { currentRemoteDescription, pendingRemoteDescription } = this.#connection;
    for (const description of [currentRemoteDescription, pendingRemoteDescription]) {
      for (const one of announcedIn(description?.sdp)) this.#announced.add(one);
    }
  }
}

/** All over which anything flows: with other programs sound, picture and data need not share one. */
function transportsOf(connection: RTCPeerConnection): readonly RTCDtlsTransport[] {
  const media = connection
    .getTransceivers()
    .flatMap(({ sender, receiver }) => [sender.transport, receiver.transport]);
  const all = [connection.sctp?.transport, ...media];
  return [...new Set(all.filter((transport) => transport != null))];
}

function canShow(transport: Partial<RTCDtlsTransport>): boolean {
  return typeof transport.getRemoteCertificates === 'function';
}

/** Every line counts, whatever its hash: a browser may accept a certificate for any one of them. */
function announcedIn(sdp: string | undefined): Set<string> {
  const lines = (sdp ?? '').matchAll(FINGERPRINT);
  return new Set(
    Array.from(lines, ([, hash, value]) =>
      hash?.toLowerCase() === 'sha-256' ? (value ?? '').toUpperCase() : `${hash} ${value}`,
    ),
  );
}

function single(all: ReadonlySet<string>): Fingerprint | 'none' | 'several' {
  const [first, second] = all;
  if (first === undefined) return 'none';
  return second === undefined && SHA256.test(first) ? (first as Fingerprint) : 'several';
}
