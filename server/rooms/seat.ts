import type { MemberInfo, Notice } from '../../protocol/events.ts';
import type { MemberId } from '../../protocol/ids.ts';
import { refuse } from '../../protocol/refusals.ts';
import { areCounterparts, type Side, whoCalls } from './callers.ts';
import {
  type Newcomer,
  orNone,
  type Room,
  type Seat,
  type SeatClaim,
  type Step,
  type Told,
} from './record.ts';

/** Who asks for a seat. */
export interface Arrival extends Newcomer, Side {
  readonly hasToken: boolean;
  readonly attempt?: string | undefined;
}

export function newSeat(arrival: Arrival, now: number): Seat {
  const { id, role, manner, only, hasToken, attempt, info = {}, states = {} } = arrival;
  const serial = hasToken ? 1 : 0;
  return { id, role, manner, only, info, since: now, serial, attempt, heldUntil: null, states };
}

/** As the others are told of it. */
export function infoOf({ id, info, role }: Seat, more: Omit<MemberInfo, 'id'> = {}): MemberInfo {
  return { ...info, ...(role && { role }), ...more, id };
}

/** What those who are there are told of one who comes: to call it, or that it calls. */
export function arrivalOf(
  room: Room,
  earlier: Seat,
  later: Seat,
  more: Pick<MemberInfo, 'isResumed'> = {},
): Told[] {
  const caller = whoCalls(earlier, later);
  if (caller === 'nobody') return [];
  const event = caller === 'earlier' ? 'otherjoin' : 'othercalls';
  return [{ to: earlier.id, notice: [event, room.id, later.id, infoOf(later, more)] }];
}

/** Whom a member connects with. */
export function othersOf({ seats }: Room, seat: Seat): Seat[] {
  return seats.filter((other) => other.id !== seat.id && areCounterparts(seat, other));
}

interface Return {
  readonly claim: SeatClaim;
  readonly isNew: boolean;
  readonly now: number;
}

interface Returned {
  /** Null where the token does not take this seat back. */
  readonly room: Room | null;
  readonly tell: readonly Told[];
}

/** The member is back on its seat, on whichever connection brought its token. */
export function returnTo(room: Room, seat: Seat, { claim, isNew, now }: Return): Returned {
  if (!opens(seat, claim, now)) return { room: null, tell: [] };
  const serial = Math.max(seat.serial, claim.serial) + 1;
  const after = withSeat(room, { ...seat, serial, heldUntil: null });
  const wasAway = seat.heldUntil !== null;
  return { room: after, tell: isNew || wasAway ? othersOf(room, seat).flatMap(tellBack) : [] };

  function tellBack(other: Seat): Told[] {
    const { id } = seat;
    const info = infoOf(seat, isNew ? { isNew } : {});
    const back: Told = { to: other.id, notice: ['back', room.id, id, info] };
    // One that has no token may know nothing of coming back, but it knows going and coming.
    if (!isNew || other.serial > 0) return [back];
    return [{ to: other.id, notice: ['bye', room.id, id] }, ...arrivalOf(room, other, seat)];
  }
}

/**
 * The latest token opens a seat. While the seat is held, the one before does too: the answer that brought the
 * latest may have been lost with the connection.
 */
function opens({ serial, heldUntil }: Seat, claim: SeatClaim, now: number): boolean {
  if (heldUntil === null) return claim.serial >= serial;
  return heldUntil > now && claim.serial >= serial - 1;
}

/** Nobody is told twice; a seat that waits already waits no longer than it was going to. */
export function setAway(room: Room, seat: Seat, until: number): Step {
  const answer = { ok: true, room: room.id, id: seat.id } as const;
  const heldUntil = Math.min(seat.heldUntil ?? until, until);
  const tell =
    seat.heldUntil === null
      ? othersOf(room, seat).map(
          (other): Told => ({ to: other.id, notice: ['away', room.id, seat.id] }),
        )
      : [];
  return { room: withSeat(room, { ...seat, heldUntil }), answer, tell };
}

interface Departure {
  readonly toLeaver?: readonly Told[];
  /** Nobody heard it go. */
  readonly isLost?: boolean;
}

export function depart(room: Room, id: MemberId, { toLeaver = [], isLost }: Departure): Step {
  const gone = room.seats.find((seat) => seat.id === id);
  if (!gone) return { room: orNone(room), answer: refuse('not-in-room'), tell: [] };
  const seats = room.seats.filter((seat) => seat !== gone);
  const bye: Notice = isLost ? ['bye', room.id, id, { isLost }] : ['bye', room.id, id];
  const toOthers = othersOf(room, gone).map((seat): Told => ({ to: seat.id, notice: bye }));
  return {
    room: orNone({ ...room, version: room.version + 1, seats }),
    answer: { ok: true, room: room.id, id },
    tell: [...toLeaver, ...toOthers],
  };
}

function withSeat(room: Room, changed: Seat): Room {
  const seats = room.seats.map((seat) => (seat.id === changed.id ? changed : seat));
  return { ...room, version: room.version + 1, seats };
}
