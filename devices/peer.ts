import { randomBytes } from 'node:crypto';
import type { PeerConnection } from 'node-datachannel';
import type { IceServer } from '../protocol/ice.ts';
import {
  type CandidateSignal,
  type DescriptionSignal,
  fromCandidateSignal,
  isCandidate,
  isDescription,
  type Signal,
  toCandidateSignal,
} from '../protocol/signals.ts';
import { toNativeServers } from './ice-servers.ts';
import type { Other } from './room-link.ts';
import type { Rtc } from './rtc.ts';
import { fingerprintOf, type Section, sectionsOf } from './sections.ts';

/** Shorter gaps mend themselves. */
const LOST_MS = 10_000;

/** Native threads end what is closed after that. What they still use must not be collected meanwhile. */
const ENDING_MS = 10_000;
const ending = new Set<Peer>();

/** What a device brings to a connection with one other: its tracks and channels. */
export interface Equipment {
  /** Before an offer: adds what is to be offered. */
  offer(): void;
  /** Before an answer: adds a track for each section that is taken. Called again with those that a later offer adds. */
  accept(sections: readonly Section[]): void;
  handleConnected(): void;
  /** Once, whichever side ended it. */
  handleClosed(): void;
}

export interface PeerOptions {
  readonly rtc: Rtc;
  readonly iceServers: readonly IceServer[];
  readonly other: Other;
  readonly equip: (connection: PeerConnection, other: Other) => Equipment;
  readonly send: (signal: Signal) => void;
  /** It came to nothing, or was lost. */
  readonly onLost: () => void;
  readonly onTrouble: (sentence: string) => void;
}

/** One peer connection with one other member. It offers, or it answers; it makes no offer after the first. */
export class Peer {
  readonly #options: PeerOptions;
  readonly #connection: PeerConnection;
  readonly #equipment: Equipment;
  #state: 'new' | 'offered' | 'agreed' | 'closed' = 'new';
  #isConnected = false;
  /** Names this connection: N8 in PROTOCOL.md. */
  #tag: string | undefined;
  #mids: readonly string[] = [];
  #remote: { readonly fingerprint: string | null; readonly mids: readonly string[] } | null = null;
  #early: CandidateSignal[] = [];
  #held: CandidateSignal[] = [];
  #losing: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PeerOptions) {
    const { rtc, other, iceServers, equip } = options;
    this.#options = options;
    this.#connection = new rtc.PeerConnection(other.id, {
      iceServers: toNativeServers(iceServers),
      disableAutoNegotiation: true,
    });
    this.#connection.onLocalDescription((sdp, type) => this.#describe(type, sdp));
    this.#connection.onLocalCandidate((candidate, mid) => this.#name(candidate, mid));
    this.#connection.onStateChange((state) => this.#handleState(state));
    this.#equipment = equip(this.#connection, other);
  }

  get other(): Other {
    return this.#options.other;
  }

  get isConnected(): boolean {
    return this.#isConnected;
  }

  /** Whether an offer is of another connection than this one: the other side has started over. */
  isReplacedBy({ sdp }: DescriptionSignal): boolean {
    return this.#state !== 'agreed' || this.#remote?.fingerprint !== fingerprintOf(sdp);
  }

  /** Makes the offer. */
  call(): void {
    this.#tag = randomBytes(6).toString('hex');
    this.#state = 'offered';
    this.#equipment.offer();
    this.#connection.setLocalDescription('offer');
    this.#expectConnection();
  }

  handle(signal: Signal): void {
    if (this.#state === 'closed') return;
    try {
      if (isDescription(signal)) this.#takeDescription(signal);
      else if (isCandidate(signal)) this.#takeCandidate(signal);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#options.onTrouble(`What ${this.#otherName} sent was not understood: ${why}.`);
    }
  }

  close(): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#isConnected = false;
    clearTimeout(this.#losing);
    ending.add(this);
    setTimeout(() => ending.delete(this), ENDING_MS).unref();
    this.#connection.close();
    this.#equipment.handleClosed();
  }

  get #otherName(): string {
    return this.other.name ?? this.other.id;
  }

  // What the other side says

  #takeDescription({ type, sdp, peer }: DescriptionSignal): void {
    if (type === 'answer' && !this.#isAnswered(peer)) return;
    const sections = sectionsOf(sdp);
    const known = this.#remote?.mids ?? [];
    this.#remote = { fingerprint: fingerprintOf(sdp), mids: sections.map(({ mid }) => mid) };
    if (type === 'offer') {
      this.#tag = peer;
      this.#equipment.accept(sections.filter(({ mid }) => !known.includes(mid)));
    }
    this.#connection.setRemoteDescription(type === 'offer' ? asBeginner(sdp) : sdp, type);
    if (type === 'offer') this.#connection.setLocalDescription('answer');
    if (this.#state === 'new') this.#expectConnection();
    this.#state = 'agreed';
    for (const candidate of this.#early.splice(0)) this.#takeCandidate(candidate);
    for (const candidate of this.#held.splice(0)) this.#options.send(candidate);
  }

  /** An answer with another name is of an earlier connection. */
  #isAnswered(peer: string | undefined): boolean {
    return this.#state === 'offered' && (peer ?? this.#tag) === this.#tag;
  }

  #takeCandidate(signal: CandidateSignal): void {
    if (!this.#remote) {
      this.#early.push(signal);
      return;
    }
    const { candidate, sdpMid, sdpMLineIndex } = fromCandidateSignal(signal) ?? {};
    if (!candidate) return;
    const mid = sdpMid ?? this.#remote.mids[sdpMLineIndex ?? 0] ?? '';
    this.#connection.addRemoteCandidate(candidate, mid);
  }

  // What this side says

  #describe(type: string, sdp: string): void {
    if (this.#state === 'closed' || (type !== 'offer' && type !== 'answer')) return;
    this.#mids = sectionsOf(sdp).map(({ mid }) => mid);
    this.#options.send({ type, sdp, ...(this.#tag !== undefined && { peer: this.#tag }) });
  }

  #name(line: string, mid: string): void {
    if (this.#state === 'closed') return;
    const candidate = line.replace(/^a=/, '');
    const sdpMLineIndex = Math.max(0, this.#mids.indexOf(mid));
    const signal = toCandidateSignal({ candidate, sdpMid: mid, sdpMLineIndex });
    // Checks that arrive before the answer would find nobody who knows their password, and may be given up.
    if (this.#state === 'offered') this.#held.push(signal);
    else this.#options.send(signal);
  }

  // Whether there is a way

  #handleState(state: string): void {
    if (this.#state === 'closed') return;
    switch (state) {
      case 'connected':
        clearTimeout(this.#losing);
        if (!this.#isConnected) this.#equipment.handleConnected();
        this.#isConnected = true;
        break;
      case 'disconnected':
        this.#expectConnection();
        break;
      case 'failed':
      case 'closed':
        this.#lose();
        break;
      default:
        break;
    }
  }

  /** What is said to be connecting may be so for ever. */
  #expectConnection(): void {
    clearTimeout(this.#losing);
    this.#losing = setTimeout(() => this.#lose(), LOST_MS);
  }

  #lose(): void {
    if (this.#state === 'closed') return;
    this.close();
    this.#options.onLost();
  }
}

/**
 * Who offers may leave it to the other side who begins the handshake (RFC 8842, section 5.2). It shall begin itself: it
 * controls ICE, so this side is ready by then, and nothing is lost that would be sent again after a second.
 */
function asBeginner(offer: string): string {
  return offer.replaceAll('a=setup:actpass', 'a=setup:active');
}
