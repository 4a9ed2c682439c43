import type { Answer, MemberInfo } from '../../protocol/events.ts';
import type { MemberId, RoomId } from '../../protocol/ids.ts';
import { type Refused, refuse } from '../../protocol/refusals.ts';
import { whoCalls } from './callers.ts';
import { orNone, type Room, type Seat, type SeatClaim, type Step, type Told } from './record.ts';
import { restore } from './restore.ts';
import {
  type Arrival,
  arrivalOf,
  depart,
  infoOf,
  newSeat,
  othersOf,
  returnTo,
  setAway,
} from './seat.ts';

export type RoomRequest =
  /**
   * With `hasToken` the member can come back; without, its seat goes with its connection. Where it is the first, it
   * opens the room for so many.
   */
  | ({ readonly ask: 'join'; readonly opensFor?: number | undefined } & Arrival)
  /** With `isNew` the member has forgotten everything but its token, as after a reload. */
  | { readonly ask: 'resume'; readonly claim: SeatClaim; readonly isNew: boolean }
  | { readonly ask: 'leave'; readonly id: MemberId }
  /** The connection is lost, or is about to be. */
  | { readonly ask: 'drop'; readonly id: MemberId; readonly holdMs: number }
  /** Time has passed: a seat that was held until now is free. */
  | { readonly ask: 'expire'; readonly id: MemberId; readonly isLost: boolean };

export function emptyRoom(id: RoomId, capacity: number, now: number): Room {
  return { id, version: 0, capacity, seats: [], born: now, isRestored: false, states: {} };
}

/** The rules of a room, pure. Their ids are those of protocol/PROTOCOL.md. */
export function step(room: Room, request: RoomRequest, now: number): Step {
  switch (request.ask) {
    case 'join':
      return join(opened(room, request.opensFor), newSeat(request, now), {});
    case 'resume':
      return resume(room, request.claim, request.isNew, now);
    case 'leave':
      return depart(room, request.id, {
        toLeaver: [{ to: request.id, notice: ['leaved', room.id, request.id] }],
      });
    case 'drop':
      return drop(room, request.id, now + request.holdMs);
    case 'expire':
      return expire(room, request, now);
  }
}

function opened(room: Room, capacity: number | undefined): Room {
  return room.seats.length > 0 || capacity === undefined ? room : { ...room, capacity };
}

function join(room: Room, seat: Seat, more: Pick<MemberInfo, 'isResumed'>): Step {
  if (seatOf(room, seat.id)) return { room, answer: seated(room, seat.id), tell: [] };
  if (isAskedAgain(room, seat)) return { room: orNone(room), answer: refuse('busy'), tell: [] };
  if (room.seats.length >= room.capacity) return full(room, seat.id);
  const after = { ...room, version: room.version + 1, seats: [...room.seats, seat] };
  const { id } = seat;
  const toNewcomer: Told = { to: id, notice: ['joined', room.id, id] };
  const toOthers = room.seats.flatMap((other) => arrivalOf(room, other, seat, more));
  const tell = [toNewcomer, ...toOthers, ...toCall(room, seat)];
  return { room: after, answer: seated(after, id), tell };
}

/** On another connection, which was given the seat a moment ago. */
function isAskedAgain({ seats }: Room, { attempt }: Seat): boolean {
  return attempt !== undefined && seats.some((seat) => seat.attempt === attempt);
}

/** Who has a token reads in the answer whom to call. */
function toCall(room: Room, seat: Seat): Told[] {
  const called = seat.serial > 0 ? [] : room.seats.filter((other) => isYoursToCall(other, seat));
  return called.map((other) => ({
    to: seat.id,
    notice: ['otherjoin', room.id, other.id, infoOf(other)],
  }));
}

/** Those who are there call, as a rule, and it is said where they don't. */
function isYoursToCall(other: Seat, newcomer: Seat): boolean {
  return whoCalls(other, newcomer) === 'later' && newcomer.manner !== 'calls';
}

function full(room: Room, id: MemberId): Step<Refused> {
  return {
    room: orNone(room),
    answer: refuse('full'),
    tell: [{ to: id, notice: ['full', room.id, id] }],
  };
}

function resume(room: Room, claim: SeatClaim, isNew: boolean, now: number): Step {
  const seat = seatOf(room, claim.id);
  if (seat) {
    const { room: after, tell } = returnTo(room, seat, { claim, isNew, now });
    if (!after) return { room, answer: refuse('seat-lost'), tell: [] };
    return { room: after, answer: { ...seated(after, seat.id), isResumed: true }, tell };
  }
  if (!claim.isFromBefore) {
    return { room: orNone(room), answer: refuse('seat-lost'), tell: [] };
  }
  const restored = restore(room, claim);
  if ('refused' in restored) return restored.refused;
  const { id, info, role, serial, keptOfMember: states } = claim;
  const seatAgain = { id, info, role, since: now, serial: serial + 1, heldUntil: null, states };
  const outcome = join(restored.room, seatAgain, isNew ? {} : { isResumed: true });
  if (!outcome.answer.ok) return outcome;
  return {
    ...outcome,
    answer: { ...outcome.answer, isResumed: true } as Answer<'join'>,
    tell: [...restored.tell, ...outcome.tell],
  };
}

/** A seat without a token can't be taken back, so it is not held. */
function drop(room: Room, id: MemberId, until: number): Step {
  const seat = seatOf(room, id);
  if (seat && seat.serial > 0) return setAway(room, seat, until);
  return depart(room, id, { isLost: seat !== undefined && mayReturn(seat) });
}

/** Who came to send to one alone, or to receive of one, is a program that tries again by itself. */
function mayReturn({ role, only }: Seat): boolean {
  return role !== undefined && only !== undefined;
}

function expire(
  room: Room,
  { id, isLost }: { readonly id: MemberId; readonly isLost: boolean },
  now: number,
): Step {
  const heldUntil = seatOf(room, id)?.heldUntil ?? null;
  if (heldUntil !== null && heldUntil <= now) return depart(room, id, { isLost });
  return { room: orNone(room), answer: refuse('not-in-room'), tell: [] };
}

function seatOf(room: Room, id: MemberId): Seat | undefined {
  return room.seats.find((seat) => seat.id === id);
}

function seated(room: Room, id: MemberId): Extract<Answer<'join'>, { ok: true }> {
  const me = seatOf(room, id);
  const others = me ? othersOf(room, me) : [];
  const members = room.seats
    .filter((seat) => seat === me || others.includes(seat))
    .map((seat) =>
      infoOf(seat, {
        ...(seat.heldUntil !== null && { isAway: true }),
        ...(me && seat !== me && isYoursToCall(seat, me) && { isYoursToCall: true }),
      }),
    );
  return { ok: true, room: room.id, id, members, capacity: room.capacity };
}
