import * as v from 'valibot';
import { isCandidate, isDescription, type Signal } from '../../protocol/signals.ts';
import type { RoomEvents, RoomLink, RoomOptions } from '../room-link.ts';
import { readCandidate, readDescription, writeCandidate } from './foreign-signal.ts';
import { placeOf } from './places.ts';
import { TextSocket } from './text-socket.ts';

/** Who is called may come any time. */
const CALL_AGAIN_MS = 2_000;

const frame = v.looseObject({ type: v.string() });
type Frame = v.InferOutput<typeof frame>;
const description = v.object({ sdp: v.string() });

/** Clients that know each other by ids of their own choosing: a device waits to be called by its id, others call it. */
export class DirectRoom implements RoomLink {
  readonly #options: RoomOptions;
  readonly #events: RoomEvents;
  readonly #socket: TextSocket;
  readonly #isCaller: boolean;
  #calling: ReturnType<typeof setTimeout> | undefined;

  constructor(options: RoomOptions, events: RoomEvents) {
    this.#options = options;
    this.#events = events;
    this.#isCaller = options.isCaller ?? options.role === 'receiver';
    this.#socket = new TextSocket({
      address: placeOf(options),
      onOpen: () => this.#connect(),
      onFrame: (given) => this.#hear(given),
      onTrouble: (sentence) => events.onTrouble(sentence),
    });
  }

  send(signal: Signal, target: string): void {
    if (isDescription(signal)) {
      const { type, sdp } = signal;
      this.#socket.say({ type, target, [type]: { type, sdp } });
    } else if (isCandidate(signal)) {
      this.#socket.say({ type: 'ice-candidate', target, candidate: writeCandidate(signal) });
    }
  }

  close(): void {
    clearTimeout(this.#calling);
    this.#socket.close();
  }

  /** A device is found by the name of the room. Who calls has an id of its own. */
  #connect(): void {
    const { room, name } = this.#options;
    this.#socket.say({ type: 'connection', clientId: this.#isCaller ? name : room });
  }

  #hear(given: unknown): void {
    if (!v.is(frame, given)) return;
    const { type, from } = given;
    if (type === 'connection') this.#handleConnected();
    else if (type === 'error') this.#handleError(String(given['message']));
    else if (typeof from === 'string') this.#hearSignal(from, given);
  }

  #handleConnected(): void {
    this.#events.onIn([]);
    if (this.#isCaller && !this.#events.isGoingOn(this.#options.room)) this.#call();
  }

  #call(): void {
    const { room } = this.#options;
    this.#events.onArrived({ id: room, name: room }, true);
  }

  #handleError(message: string): void {
    const isNotFound = message.endsWith('not found');
    // A signal to a caller who has gone.
    if (isNotFound && !this.#isCaller) return;
    this.#events.onTrouble(`The server says: ${message}.`);
    clearTimeout(this.#calling);
    if (/client id/i.test(message)) this.#socket.startOver();
    else if (this.#isCaller)
      this.#calling = setTimeout(() => this.#callUnlessThere(), CALL_AGAIN_MS);
  }

  #callUnlessThere(): void {
    if (!this.#events.isGoingOn(this.#options.room)) this.#call();
  }

  #hearSignal(from: string, given: Frame): void {
    const { type } = given;
    const said = given[type];
    const signal =
      type === 'ice-candidate'
        ? readCandidate(given['candidate'])
        : readDescription(type, v.is(description, said) ? said.sdp : null);
    if (signal) this.#events.onSignal(from, signal);
  }
}
