import * as v from 'valibot';
import { isCandidate, isDescription, type Signal } from '../../protocol/signals.ts';
import type { RoomEvents, RoomLink, RoomOptions } from '../room-link.ts';
import { readCandidate, readDescription, writeCandidate } from './foreign-signal.ts';
import { placeOf } from './places.ts';
import { TextSocket } from './text-socket.ts';

/** A room that is full, or whose password is another, may be open later. */
const AGAIN_MS = 10_000;

const member = v.object({ client_id: v.string(), role: v.optional(v.string()) });
type Member = v.InferOutput<typeof member>;
const joined = v.object({ client_id: v.optional(v.string()), members: v.array(member) });
const left = v.object({ client_id: v.string() });
const failed = v.object({ code: v.optional(v.string()), message: v.optional(v.string()) });
const frame = v.looseObject({ type: v.string() });

/** Senders and receivers, which signal to each other by ids of their own: WIRES of the rooms family. */
export class RoomsRoom implements RoomLink {
  readonly #options: RoomOptions;
  readonly #events: RoomEvents;
  readonly #socket: TextSocket;
  #me: string;
  #isIn = false;
  #joining: ReturnType<typeof setTimeout> | undefined;

  constructor(options: RoomOptions, events: RoomEvents) {
    this.#options = options;
    this.#events = events;
    this.#me = options.name;
    this.#socket = new TextSocket({
      address: placeOf(options),
      onOpen: () => this.#register(),
      onFrame: (given) => this.#hear(given),
      onTrouble: (sentence) => events.onTrouble(sentence),
    });
  }

  send(signal: Signal, to: string): void {
    if (isDescription(signal)) {
      this.#socket.say({ type: signal.type, sdp: signal.sdp, target_id: to });
    } else if (isCandidate(signal)) {
      const candidate = writeCandidate(signal);
      this.#socket.say({ type: 'ice-candidate', candidate, target_id: to });
    }
  }

  close(): void {
    clearTimeout(this.#joining);
    this.#socket.say({ type: 'leave' });
    this.#socket.close();
  }

  #register(): void {
    this.#isIn = false;
    this.#socket.say({ type: 'register', client_id: this.#options.name });
    this.#join();
  }

  #join(): void {
    const { room, role, password } = this.#options;
    clearTimeout(this.#joining);
    this.#socket.say({ type: 'join', room_id: room, role, ...(password && { password }) });
  }

  #hear(given: unknown): void {
    if (!v.is(frame, given)) return;
    switch (given.type) {
      case 'joined':
        if (v.is(joined, given)) this.#handleJoined(given);
        break;
      case 'peer_joined':
        if (v.is(member, given)) this.#arrive(given, true);
        break;
      case 'peer_left':
        if (v.is(left, given)) this.#events.onLeft(given.client_id);
        break;
      case 'error':
        if (v.is(failed, given)) this.#handleError(given);
        break;
      default:
        this.#hearSignal(given);
        break;
    }
  }

  #handleJoined({ client_id: me, members }: v.InferOutput<typeof joined>): void {
    this.#me = me ?? this.#me;
    this.#isIn = true;
    this.#events.onIn([]);
    for (const one of members) if (one.client_id !== this.#me) this.#arrive(one, false);
  }

  /** Who sends calls, who receives is called; of others, who was there. */
  #arrive({ client_id: id, role }: Member, isLater: boolean): void {
    const own = this.#options.role;
    const isMineToCall =
      own === 'sender' || (own === 'participant' && (isLater || role === 'receiver'));
    this.#events.onArrived({ id, name: id }, isMineToCall);
  }

  #handleError({ code, message }: v.InferOutput<typeof failed>): void {
    // A signal to somebody who has just gone.
    if (code === 'no-such-member') return;
    this.#events.onTrouble(message ?? 'The server refuses, and does not say why.');
    if (this.#isIn && code !== 'seat-lost') return;
    this.#isIn = false;
    clearTimeout(this.#joining);
    this.#joining = setTimeout(() => this.#join(), AGAIN_MS * (1 + Math.random()));
  }

  #hearSignal({ type, from, sdp, candidate }: v.InferOutput<typeof frame>): void {
    if (typeof from !== 'string') return;
    const isOfCandidates = ['ice-candidate', 'candidate', 'ice'].includes(type);
    const signal = isOfCandidates ? readCandidate(candidate) : readDescription(type, sdp);
    if (signal) this.#events.onSignal(from, signal);
  }
}
