import type { IceServer } from '../protocol/ice.ts';
import { isDescription, type Signal } from '../protocol/signals.ts';
import { Peer, type PeerOptions } from './peer.ts';
import type { Other, RoomEvents, RoomLink } from './room-link.ts';
import type { Rtc } from './rtc.ts';

const CALL_AGAIN_MS = 2_000;

interface PeersOptions {
  readonly rtc: Rtc;
  /** Given by hand; they come before those of the server. */
  readonly iceServers: readonly IceServer[];
  readonly equip: PeerOptions['equip'];
  /** Enters the room: `(events) => enterRoom(options, events)`. */
  readonly enter: (events: RoomEvents) => RoomLink;
  /** In the room, or in it again. */
  readonly onIn: () => void;
  readonly onTrouble: (sentence: string) => void;
}

/** The others in a room, a connection each. Who can't be reached, or is lost, is called again by the side that calls. */
export class Peers {
  readonly #options: PeersOptions;
  readonly #link: RoomLink;
  readonly #peers = new Map<string, Peer>();
  readonly #others = new Map<string, Other>();
  readonly #callingAgain = new Map<string, ReturnType<typeof setTimeout>>();
  #iceServers: readonly IceServer[];
  #isClosed = false;

  constructor(options: PeersOptions) {
    this.#options = options;
    this.#iceServers = options.iceServers;
    this.#link = options.enter({
      onIn: (iceServers) => {
        this.#iceServers = [...options.iceServers, ...iceServers];
        options.onIn();
      },
      onArrived: (other, isMineToCall) => this.#handleArrival(other, isMineToCall),
      onLeft: (id) => this.#forget(id),
      onSignal: (from, signal) => this.#handleSignal(from, signal),
      onTrouble: (sentence) => options.onTrouble(sentence),
      isGoingOn: (id) => this.#peers.get(id)?.isConnected === true,
    });
  }

  /** Leaves the room, and everybody in it. */
  close(): void {
    this.#isClosed = true;
    for (const timer of this.#callingAgain.values()) clearTimeout(timer);
    for (const peer of this.#peers.values()) peer.close();
    this.#link.close();
  }

  #handleArrival(other: Other, isMineToCall: boolean): void {
    this.#forget(other.id);
    this.#others.set(other.id, other);
    if (isMineToCall) this.#call(other);
  }

  #handleSignal(from: string, signal: Signal): void {
    const known = this.#peers.get(from);
    const isOffer = isDescription(signal) && signal.type === 'offer';
    if (isOffer && (!known || known.isReplacedBy(signal))) {
      const other = this.#others.get(from) ?? { id: from, name: null };
      this.#create(other, false).handle(signal);
    } else known?.handle(signal);
  }

  #call(other: Other): void {
    this.#create(other, true).call();
  }

  #create(other: Other, isMineToCall: boolean): Peer {
    const { rtc, equip, onTrouble } = this.#options;
    clearTimeout(this.#callingAgain.get(other.id));
    this.#peers.get(other.id)?.close();
    const peer = new Peer({
      rtc,
      equip,
      other,
      onTrouble,
      iceServers: this.#iceServers,
      send: (signal) => this.#link.send(signal, other.id),
      onLost: () => {
        this.#peers.delete(other.id);
        if (isMineToCall) this.#callAgain(other);
      },
    });
    this.#peers.set(other.id, peer);
    return peer;
  }

  #callAgain(other: Other): void {
    const timer = setTimeout(() => {
      if (!this.#isClosed && this.#others.has(other.id)) this.#call(other);
    }, CALL_AGAIN_MS);
    this.#callingAgain.set(other.id, timer);
  }

  #forget(id: string): void {
    clearTimeout(this.#callingAgain.get(id));
    this.#callingAgain.delete(id);
    this.#others.delete(id);
    this.#peers.get(id)?.close();
    this.#peers.delete(id);
  }
}
