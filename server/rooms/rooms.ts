import type { Answer, JoinOptions } from '../../protocol/events.ts';
import type { MemberId, RoomId } from '../../protocol/ids.ts';
import { refuse } from '../../protocol/refusals.ts';
import type { Signal } from '../../protocol/signals.ts';
import { type Census, takeCensus } from './census.ts';
import { LiveSeat } from './live-seat.ts';
import { after, type MaybePromise } from './maybe-promise.ts';
import type { Member, MemberPort } from './member.ts';
import type { Room, SeatClaim, Step } from './record.ts';
import { emptyRoom, type RoomRequest, step } from './room.ts';
import type { RoomStore } from './store.ts';

/** Signs and reads what a member shows to get its seat back. */
export interface SeatTokens {
  issue(room: RoomId, claim: Omit<SeatClaim, 'isFromBefore'>): string;
  /** Null for whatever is not a token of ours for this room that is still good. */
  read(room: RoomId, token: string): SeatClaim | null;
}

export interface RoomsOptions {
  readonly store: RoomStore;
  readonly tokens: SeatTokens;
  /** Seats of a room that is opened by its first member. */
  readonly capacity: number;
  /** How long a seat waits for a member whose connection was lost. */
  readonly graceMs: number;
  readonly now: () => number;
  readonly schedule: (job: () => void, ms: number) => void;
  readonly newMemberId: () => MemberId;
  /** Told once per lifecycle change; a repeated join is none. */
  readonly onChange?: (change: RoomChange, room: RoomId, id: MemberId) => void;
}

export type RoomChange = 'joined' | 'refused' | 'left' | 'away' | 'back' | 'dropped';

export interface Asker {
  readonly port: MemberPort;
  /** Where this connection sits in the room already. */
  readonly seated: Member | null;
  /** The answer reaches the member: it gets a token and can come back. */
  readonly hasToken: boolean;
}

export interface Seated {
  readonly answer: Answer<'join'>;
  /** Null where no seat was given. */
  readonly member: Member | null;
}

/** How long a seat waits for a page that said it goes, and may be reloading. */
export const RELOAD_MS = 5_000;

/** The rooms of this node: atomic update of the record, then tell those concerned. */
export interface Rooms {
  /** Of a room that is not yet. */
  readonly capacity: number;
  census(): Census;
  join(room: RoomId, asker: Asker, options: JoinOptions): MaybePromise<Seated>;
  /** Who is there, for somebody at the door; null where nobody is. */
  look(room: RoomId): MaybePromise<Room | null>;
  leave(room: RoomId, member: Member): MaybePromise<Answer<'leave'>>;
  /** The member goes and may come back at once, as on a reload. */
  hold(room: RoomId, member: Member): MaybePromise<Answer<'hold'>>;
  /** Its connection is lost. */
  drop(room: RoomId, member: Member): MaybePromise<void>;
  /** The hot path: asks no store. Without `to`, to all the others in the room. */
  relay(room: RoomId, from: Member, data: Signal, to?: MemberId | null): Answer<'message'>;
}

export function createRooms(options: RoomsOptions): Rooms {
  const { store, tokens, capacity, graceMs, now, schedule, newMemberId, onChange } = options;
  /** The seats of each room whose members are, or were last, connected here. */
  const live = new Map<RoomId, Map<MemberId, LiveSeat>>();
  /** Seats of before the start that were taken back: their old tokens have done their work. */
  const remade = new Set<MemberId>();

  const change = (room: RoomId, request: RoomRequest): MaybePromise<Step> =>
    store.update(room, (record) => step(record ?? emptyRoom(room, capacity), request, now()));

  const seatOf = (room: RoomId, id: MemberId): LiveSeat | undefined => live.get(room)?.get(id);

  const isSeated = (room: RoomId, member: Member): boolean =>
    seatOf(room, member.id)?.member === member;

  /** `asker` is told what answers it through its own port: it may hold no seat, or none any more. */
  function tell(room: RoomId, told: Step['tell'], asker?: Member): void {
    for (const { to, notice } of told) {
      if (to === asker?.id) asker.send(notice);
      else seatOf(room, to)?.tell(notice);
    }
  }

  function seat(room: RoomId, member: Member, hasToken: boolean): void {
    const seats = live.get(room) ?? new Map<MemberId, LiveSeat>();
    seats.set(member.id, new LiveSeat(member, hasToken));
    live.set(room, seats);
  }

  function unseat(room: RoomId, id: MemberId): void {
    const seats = live.get(room);
    seats?.delete(id);
    if (seats?.size === 0) live.delete(room);
  }

  /** The answer, with the token that takes this seat back. */
  function withToken(room: RoomId, { answer, room: record }: Step): Answer<'join'> {
    const joined = answer as Answer<'join'>;
    if (!joined.ok) return joined;
    const taken = record?.seats.find(({ id }) => id === joined.id);
    if (!taken || taken.serial === 0) return joined;
    return { ...joined, token: tokens.issue(room, taken) };
  }

  function enter(
    room: RoomId,
    member: Member,
    name: string | undefined,
    hasToken: boolean,
  ): MaybePromise<Seated> {
    const info = { id: member.id, name };
    return after(change(room, { ask: 'join', member: info, hasToken }), (outcome) => {
      const { answer, tell: told } = outcome;
      if (answer.ok && told.length > 0) seat(room, member, hasToken);
      tell(room, told, member);
      if (told.length > 0) onChange?.(answer.ok ? 'joined' : 'refused', room, member.id);
      return { answer: withToken(room, outcome), member: answer.ok ? member : null };
    });
  }

  function resume(
    room: RoomId,
    member: Member,
    claim: SeatClaim,
    received: number | undefined,
  ): MaybePromise<Seated> {
    const held = seatOf(room, member.id);
    const isNew = received === undefined || (held && !held.canContinue(received)) === true;
    return after(change(room, { ask: 'resume', claim, isNew }), (outcome) => {
      const { answer, tell: told } = outcome;
      if (!answer.ok) {
        tell(room, told, member);
        return { answer: withToken(room, outcome), member: null };
      }
      if (claim.isFromBefore) remade.add(member.id);
      const taken = isNew ? undefined : held?.taken;
      eject(room, held);
      if (!held) seat(room, member, true);
      else if (isNew || received === undefined) held.restart(member);
      else held.continue(member, received);
      tell(room, told, member);
      onChange?.('back', room, member.id);
      const resumed = withToken(room, outcome);
      return { answer: taken === undefined ? resumed : { ...resumed, taken }, member };
    });
  }

  /** Two connections never share a seat: the newest has it, the other is told and stops. */
  function eject(room: RoomId, held: LiveSeat | undefined): void {
    held?.member?.send(['ejected', room, held.id, 'taken-over']);
  }

  function setAway(
    room: RoomId,
    member: Member,
    { holdMs, isLost }: { readonly holdMs: number; readonly isLost: boolean },
  ): MaybePromise<Step> {
    const held = seatOf(room, member.id);
    if (held) held.member = null;
    const asked = change(room, { ask: 'drop', id: member.id, holdMs });
    return after(asked, (outcome) => {
      tell(room, outcome.tell);
      const isHeld = outcome.room?.seats.some(({ id }) => id === member.id) === true;
      if (isHeld) schedule(() => void expire(room, member.id, isLost), holdMs);
      else unseat(room, member.id);
      onChange?.(isHeld ? 'away' : 'dropped', room, member.id);
      return outcome;
    });
  }

  function expire(room: RoomId, id: MemberId, isLost: boolean): MaybePromise<void> {
    return after(change(room, { ask: 'expire', id, isLost }), ({ answer, tell: told }) => {
      if (!answer.ok) return;
      unseat(room, id);
      tell(room, told);
      onChange?.('dropped', room, id);
    });
  }

  return {
    capacity,

    census: () => takeCensus(live),

    join(room, { port, seated, hasToken }, { name, token, received }) {
      if (seated && isSeated(room, seated)) return enter(room, seated, name, hasToken);
      if (token === undefined) {
        return enter(room, { id: newMemberId(), ...port }, name, hasToken);
      }
      const claim = tokens.read(room, token);
      const isSpent = claim?.isFromBefore && remade.has(claim.id) && !seatOf(room, claim.id);
      if (!claim || isSpent) return { answer: refuse('seat-lost'), member: null };
      return resume(room, { id: claim.id, ...port }, claim, received);
    },

    look: (room) =>
      after(
        store.update(room, (record) => ({ room: record })),
        (now) => now.room,
      ),

    leave(room, member) {
      if (!isSeated(room, member)) return refuse('not-in-room');
      return after(change(room, { ask: 'leave', id: member.id }), ({ answer, tell: told }) => {
        unseat(room, member.id);
        tell(room, told, member);
        if (answer.ok) onChange?.('left', room, member.id);
        return answer as Answer<'leave'>;
      });
    },

    hold(room, member) {
      if (!isSeated(room, member)) return refuse('not-in-room');
      return after(
        setAway(room, member, { holdMs: RELOAD_MS, isLost: false }),
        ({ answer }) => answer as Answer<'hold'>,
      );
    },

    drop(room, member) {
      if (!isSeated(room, member)) return;
      return after(setAway(room, member, { holdMs: graceMs, isLost: true }), () => {});
    },

    relay(room, from, data, to) {
      const seats = live.get(room);
      const sender = seats?.get(from.id);
      if (!seats || sender?.member !== from) return refuse('not-in-room');
      sender.taken += 1;
      if (to) return relayTo(seats.get(to), room, from, data);
      for (const seated of seats.values()) {
        if (seated !== sender) seated.tell(['message', room, data, from.id]);
      }
      return { ok: true };
    },
  };
}

function relayTo(
  to: LiveSeat | undefined,
  room: RoomId,
  from: Member,
  data: Signal,
): Answer<'message'> {
  if (!to || to.id === from.id) return refuse('no-such-member');
  to.tell(['message', room, data, from.id]);
  return { ok: true };
}
