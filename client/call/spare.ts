import type { Peer } from './peer/peer.ts';

/** Calls whoever comes next, at once: its offer is made, its candidates are found, its encoders are ready. */
export class Spare {
  readonly #make: () => Peer;
  #peer: Peer | null = null;

  constructor(make: () => Peer) {
    this.#make = make;
  }

  /** None, or the one. */
  get all(): readonly Peer[] {
    return this.#peer ? [this.#peer] : [];
  }

  prepare(): void {
    this.#peer ??= this.#make();
  }

  /** For whoever has come; null where none is ready. */
  take(): Peer | null {
    const peer = this.#peer;
    this.#peer = null;
    return peer;
  }

  /** What it found belongs to the servers, or the network, of before. */
  renew(): void {
    if (!this.#peer) return;
    this.drop();
    this.prepare();
  }

  drop(): void {
    this.take()?.close();
  }
}
