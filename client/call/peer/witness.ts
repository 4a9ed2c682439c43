import type { Verdict } from '../../../protocol/ice.ts';

/** What RFC 8656 and webrtc-pc call these: the credentials were not accepted. */
const REFUSED_CODES = [400, 401, 403, 437, 438, 441];

/** Sees what happens while a connection is sought, and says afterwards why none was found. */
export class Witness {
  readonly #connection: RTCPeerConnection;
  /** Whether this side names any address itself. */
  #hasOwn = false;
  #hasRelay = false;
  #refused: string | null = null;
  #silent: string | null = null;

  constructor(connection: RTCPeerConnection) {
    this.#connection = connection;
    connection.addEventListener('icecandidate', ({ candidate }) => {
      this.#hasOwn ||= Boolean(candidate?.candidate);
      this.#hasRelay ||= candidate?.type === 'relay';
    });
    connection.addEventListener('icecandidateerror', ({ url, errorCode }) => {
      if (!/^turns?:/.test(url)) return;
      if (REFUSED_CODES.includes(errorCode)) this.#refused = url;
      else this.#silent = url;
    });
  }

  /** `relay` is the address of the one that failed, where one did. */
  testify(): { readonly verdict: Verdict; readonly relay: string | null } {
    const { remoteDescription } = this.#connection;
    const isSilent = remoteDescription && !/^a=candidate:/m.test(remoteDescription.sdp);
    const offersNothing = isSilent && this.#hasOwn;
    if (!this.#isRelayConfigured) {
      if (this.#isHidden) return { verdict: 'hidden-without-relay', relay: null };
      return { verdict: offersNothing ? 'other-offers-nothing' : 'no-relay', relay: null };
    }
    if (!this.#hasRelay && this.#refused) return { verdict: 'relay-refused', relay: this.#refused };
    if (!this.#hasRelay) return { verdict: 'relay-unreachable', relay: this.#silent };
    return { verdict: offersNothing ? 'other-offers-nothing' : 'unknown', relay: null };
  }

  get #isHidden(): boolean {
    return this.#connection.getConfiguration().iceTransportPolicy === 'relay';
  }

  get #isRelayConfigured(): boolean {
    const { iceServers = [] } = this.#connection.getConfiguration();
    return iceServers.some(({ urls }) => [urls].flat().some((url) => /^turns?:/.test(url)));
  }
}
