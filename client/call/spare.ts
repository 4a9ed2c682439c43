import type { Peer } from './peer/peer.ts';
import type { PeerOptions } from './peer/peer-options.ts';

type Role = PeerOptions['role'];

/**
 * For whoever is met next. A caller calls them at once: its offer is made, its candidates are found, its encoders are
 * ready. A callee has the tracks on which they will be seen and heard, and waits for their offer.
 */
export class Spare {
  readonly #make: (role: Role) => Peer;
  #held: { readonly role: Role; readonly peer: Peer } | null = null;

  constructor(make: (role: Role) => Peer) {
    this.#make = make;
  }

  /** None, or the one. */
  get all(): readonly Peer[] {
    return this.#held ? [this.#held.peer] : [];
  }

  prepare(role: Role): void {
    if (this.#held?.role === role) return;
    this.drop();
    this.#held = { role, peer: this.#make(role) };
  }

  /** For whoever has come; null where none of that role is ready, and then none is any more. */
  take(role: Role): Peer | null {
    const held = this.#held;
    this.#held = null;
    if (held?.role === role) return held.peer;
    held?.peer.close();
    return null;
  }

  /** The servers are others, or the network. What a caller found belongs to those of before. */
  renew(configuration: RTCConfiguration): void {
    if (this.#held?.role === 'callee') this.#held.peer.configure(configuration);
    if (this.#held?.role !== 'caller') return;
    this.drop();
    this.prepare('caller');
  }

  drop(): void {
    this.#held?.peer.close();
    this.#held = null;
  }
}
