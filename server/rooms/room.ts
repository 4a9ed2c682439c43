import type { Answer, MemberInfo, Notice } from '../../protocol/events.ts';
import type { MemberId, RoomId } from '../../protocol/ids.ts';
import { type Refused, refuse } from '../../protocol/refusals.ts';

/** A seat that is taken. */
export interface Seat {
  readonly id: MemberId;
  readonly name?: string | undefined;
  /** Milliseconds since the epoch, of the clock passed in. */
  readonly since: number;
}

/** The record of a room: the whole truth about who sits in it. A room without members is no room. */
export interface Room {
  readonly id: RoomId;
  /** Goes up by one with each change, so that whoever is told can tell what it missed. */
  readonly version: number;
  readonly capacity: number;
  /** In order of arrival. */
  readonly seats: readonly Seat[];
}

interface Told {
  readonly to: MemberId;
  readonly notice: Notice;
}

/** What a request makes of a room: the room after it, the answer, and whom to tell what, in this order. */
export interface Step<A extends Answer = Answer> {
  readonly room: Room | null;
  readonly answer: A;
  readonly tell: readonly Told[];
}

export type RoomRequest =
  | { readonly ask: 'join'; readonly member: MemberInfo }
  | { readonly ask: 'leave'; readonly id: MemberId }
  /** The connection is lost. Nobody asked, so nobody is answered. */
  | { readonly ask: 'drop'; readonly id: MemberId };

export function emptyRoom(id: RoomId, capacity: number): Room {
  return { id, version: 0, capacity, seats: [] };
}

/** The rules of a room, pure. Their ids are those of protocol/PROTOCOL.md. */
export function step(room: Room, request: RoomRequest, now: number): Step {
  switch (request.ask) {
    case 'join':
      return join(room, request.member, now);
    case 'leave':
      return depart(room, request.id, [
        { to: request.id, notice: ['leaved', room.id, request.id] },
      ]);
    case 'drop':
      return depart(room, request.id, []);
  }
}

function join(room: Room, member: MemberInfo, now: number): Step {
  if (isSeated(room, member.id)) return { room, answer: seated(room, member.id), tell: [] };
  if (room.seats.length >= room.capacity) return full(room, member.id);
  const after: Room = {
    ...room,
    version: room.version + 1,
    seats: [...room.seats, { ...member, since: now }],
  };
  const toNewcomer: Told = { to: member.id, notice: ['joined', room.id, member.id] };
  const toOthers = room.seats.map(
    (seat): Told => ({ to: seat.id, notice: ['otherjoin', room.id, member.id, member] }),
  );
  return { room: after, answer: seated(after, member.id), tell: [toNewcomer, ...toOthers] };
}

function full(room: Room, id: MemberId): Step<Refused> {
  return {
    room: orNone(room),
    answer: refuse('full'),
    tell: [{ to: id, notice: ['full', room.id, id] }],
  };
}

function depart(room: Room, id: MemberId, toLeaver: readonly Told[]): Step {
  if (!isSeated(room, id)) {
    return { room: orNone(room), answer: refuse('not-in-room'), tell: [] };
  }
  const seats = room.seats.filter((seat) => seat.id !== id);
  const toOthers = seats.map((seat): Told => ({ to: seat.id, notice: ['bye', room.id, id] }));
  return {
    room: orNone({ ...room, version: room.version + 1, seats }),
    answer: { ok: true, room: room.id, id },
    tell: [...toLeaver, ...toOthers],
  };
}

/** A room without members is no room: nothing is kept of it. */
function orNone(room: Room): Room | null {
  return room.seats.length === 0 ? null : room;
}

function isSeated(room: Room, id: MemberId): boolean {
  return room.seats.some((seat) => seat.id === id);
}

function seated(room: Room, id: MemberId): Answer<'join'> {
  const members = room.seats.map((seat) => ({ id: seat.id, name: seat.name }));
  return { ok: true, room: room.id, id, members, capacity: room.capacity };
}
