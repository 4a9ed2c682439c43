import type { Link } from '../../client/call/link.ts';
import { createPlainLink } from '../../client/call/plain-link.ts';
import { Seat, type SeatEvents } from '../../client/call/seat/seat.ts';
import { noMemory } from '../../client/call/seat/seat-memory.ts';
import type { MemberInfo, Notice } from '../../protocol/events.ts';
import type { Ice, IceServer } from '../../protocol/ice.ts';
import { type MemberId, parseMemberId } from '../../protocol/ids.ts';
import type { Signal } from '../../protocol/signals.ts';
import type { Other, RoomEvents, RoomLink, RoomOptions } from '../room-link.ts';
import { openSocket } from './open-socket.ts';
import { placeOf } from './places.ts';

const AGAIN_MS = 10_000;
/** What is asked for too often is refused for half an hour: E5 in PROTOCOL.md. */
const AGAIN_AFTER_WRONG_MS = 5 * 60_000;
/** Credentials are renewed when so much of their time has passed. */
const RENEW_AT = 0.8;

/** Our own protocol: the seat outlives a lost connection, and a restart of the server. */
export class PlainRoom implements RoomLink {
  readonly #options: RoomOptions;
  readonly #events: RoomEvents;
  readonly #link: Link;
  readonly #met = new Set<MemberId>();
  #seat: Seat;
  #entering: ReturnType<typeof setTimeout> | undefined;
  #renewing: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(options: RoomOptions, events: RoomEvents) {
    this.#options = options;
    this.#events = events;
    const { origin, pathname } = new URL(placeOf(options));
    this.#link = createPlainLink({
      url: origin,
      path: pathname,
      open: (address) => openSocket(address, (sentence) => this.#tell(sentence)),
    });
    this.#seat = this.#enter();
    this.#link.onNotice((notice) => this.#seat.handleNotice(notice));
    this.#link.onOther((name, [room]) => this.#seat.handleUnread(name, room));
    this.#link.onUp((isUp) => {
      if (!isUp) this.#tell('The connection to the server is lost.');
      this.#seat.handleUp(isUp);
    });
  }

  send(signal: Signal, to: string): void {
    const id = parseMemberId(to);
    if (id) this.#seat.send(signal, id);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#entering);
    clearTimeout(this.#renewing);
    this.#seat.leave();
    this.#link.close();
  }

  #tell(sentence: string): void {
    if (!this.#isClosed) this.#events.onTrouble(sentence);
  }

  #enter(): Seat {
    const { room, name, role, password, token } = this.#options;
    return new Seat({
      link: this.#link,
      memory: noMemory,
      room,
      name,
      entry: { role, ...(password && { password }), ...(token && { invitation: token }) },
      events: this.#seatEvents(),
    });
  }

  #seatEvents(): SeatEvents {
    return {
      onSeated: (answer, since) => {
        this.#takeIce(answer.ice);
        const others = answer.members.filter(({ id }) => id !== answer.id);
        // Where the server remembers, it tells what was missed.
        if (since !== 'continues') this.#meetAll(others, since === 'anew');
      },
      onRefused: ({ code, message }) => {
        if (code === 'unreachable') this.#enterIn(0);
        else {
          this.#tell(message);
          const isWrong = /-(wrong|invalid|needed|unset)$|^too-many/.test(code);
          this.#enterIn(isWrong ? AGAIN_AFTER_WRONG_MS : AGAIN_MS * (1 + Math.random()));
        }
      },
      onNotice: (notice) => this.#handleNotice(notice),
      isGoingOn: (id) => this.#events.isGoingOn(id),
      onEjected: () => {
        this.#tell('The seat in the room was taken by another.');
        this.#enterIn(AGAIN_MS);
      },
    };
  }

  #enterIn(ms: number): void {
    if (this.#isClosed) return;
    this.#entering = setTimeout(() => {
      this.#seat = this.#enter();
    }, ms);
  }

  #handleNotice(notice: Notice): void {
    switch (notice[0]) {
      case 'otherjoin':
      case 'othercalls':
        this.#handleArrival(notice[3] ?? { id: notice[2] }, notice[0] === 'otherjoin');
        break;
      case 'back':
        if (notice[3]?.isNew) this.#meet(notice[3], true);
        break;
      case 'bye':
        this.#forget(notice[2]);
        break;
      case 'message':
        this.#events.onSignal(notice[3], notice[2]);
        break;
      default:
        break;
    }
  }

  #meetAll(others: readonly MemberInfo[], isAnew: boolean): void {
    const present = others.map(({ id }) => id);
    // After a restart of the server the others come back one by one.
    for (const id of isAnew ? this.#met : []) if (!present.includes(id)) this.#forget(id);
    for (const other of others) {
      const isGoingOn = !isAnew && this.#events.isGoingOn(other.id);
      if (!isGoingOn) this.#meet(other, other.isYoursToCall);
    }
  }

  #forget(id: MemberId): void {
    this.#met.delete(id);
    this.#events.onLeft(id);
  }

  #handleArrival(info: MemberInfo, isMineToCall: boolean): void {
    if (info.isResumed && this.#events.isGoingOn(info.id)) return;
    this.#meet(info, isMineToCall);
  }

  #meet(info: MemberInfo, isMineToCall = false): void {
    this.#met.add(info.id);
    this.#events.onArrived(toOther(info), isMineToCall);
  }

  #takeIce(ice: Ice | undefined): void {
    clearTimeout(this.#renewing);
    this.#events.onIn(ice ? this.#serversOf(ice) : []);
    if (ice) this.#renewing = setTimeout(() => this.#renew(), ice.lifetime * 1000 * RENEW_AT);
  }

  #serversOf({ servers, stunPort }: Ice): readonly IceServer[] {
    const { hostname } = this.#options.server;
    const own = stunPort === undefined ? [] : [{ urls: [`stun:${hostname}:${stunPort}`] }];
    return [...own, ...servers];
  }

  #renew(): void {
    this.#link.request('ice', [this.#options.room], (answer) => {
      if (answer?.ok) this.#takeIce(answer.ice);
      else this.#renewing = setTimeout(() => this.#renew(), AGAIN_MS);
    });
  }
}

function toOther({ id, name }: MemberInfo): Other {
  return { id, name: typeof name === 'string' ? name : null };
}
