import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { isCandidate, isDescription, type Signal } from '../../protocol/signals.ts';
import type { RoomEvents, RoomLink, RoomOptions } from '../room-link.ts';
import { readCandidate, readDescription, writeCandidate } from './foreign-signal.ts';
import { placeOf } from './places.ts';
import { TextSocket } from './text-socket.ts';

/** An offer goes to everybody; whoever answers it is meant from then on. */
const EVERYBODY = 'everybody';

const frame = v.object({
  uuid: v.optional(v.string()),
  sdp: v.optional(v.object({ type: v.string(), sdp: v.string() })),
  ice: v.optional(v.unknown()),
});

/** No ids, no rooms: every text goes to everybody else. Who is called says nothing until it hears an offer. */
export class BroadcastRoom implements RoomLink {
  readonly #events: RoomEvents;
  readonly #socket: TextSocket;
  readonly #isCaller: boolean;
  readonly #uuid = randomUUID();

  constructor(options: RoomOptions, events: RoomEvents) {
    this.#events = events;
    this.#isCaller = options.isCaller ?? options.role === 'receiver';
    this.#socket = new TextSocket({
      address: placeOf(options),
      onOpen: () => this.#enter(),
      onFrame: (given) => this.#hear(given),
      onTrouble: (sentence) => events.onTrouble(sentence),
    });
  }

  send(signal: Signal): void {
    const uuid = this.#uuid;
    if (isDescription(signal)) {
      const { type, sdp } = signal;
      this.#socket.say({ sdp: { type, sdp }, uuid });
    } else if (isCandidate(signal)) {
      this.#socket.say({ ice: writeCandidate(signal), uuid });
    }
  }

  close(): void {
    this.#socket.close();
  }

  #enter(): void {
    this.#events.onIn([]);
    if (!this.#isCaller || this.#events.isGoingOn(EVERYBODY)) return;
    this.#events.onArrived({ id: EVERYBODY, name: null }, true);
  }

  #hear(given: unknown): void {
    if (!v.is(frame, given) || given.uuid === this.#uuid) return;
    const { sdp, ice, uuid = EVERYBODY } = given;
    const signal = sdp ? readDescription(sdp.type, sdp.sdp) : readCandidate(ice);
    if (signal) this.#events.onSignal(this.#isCaller ? EVERYBODY : uuid, signal);
  }
}
