import type { Answer, JoinOptions } from '../../protocol/events.ts';
import type { MemberId, RoomId } from '../../protocol/ids.ts';
import { refuse } from '../../protocol/refusals.ts';
import { toOwnRole } from '../../protocol/roles.ts';
import { createAsking } from './asking.ts';
import { calleeOf, type Side } from './callers.ts';
import { createEntrance } from './entrance.ts';
import { LiveRooms } from './live-rooms.ts';
import type { LiveSeat } from './live-seat.ts';
import { after, type MaybePromise } from './maybe-promise.ts';
import type { Member } from './member.ts';
import type { Seat as RecordedSeat, Room, SeatClaim, Step, Waking } from './record.ts';
import { createRecords } from './records.ts';
import type { Asker, RoomChange, Rooms, RoomsOptions, Seated } from './rooms-port.ts';

/** How long a seat waits for a page that said it goes, and may be reloading. */
const RELOAD_MS = 5_000;

interface MarkedAsker extends Asker {
  /** Of its attempt: see `SeatTokens.mark`. */
  readonly mark?: string | undefined;
}

interface Expiry {
  readonly id: MemberId;
  readonly isLost: boolean;
  readonly dueAt: number;
}

export function createRooms(options: RoomsOptions): Rooms {
  const { tokens, graceMs, now, schedule, newMemberId, extensions, onChange } = options;
  const { oneToManyCapacity } = options;
  const live = new LiveRooms();
  const records = createRecords(options);
  const applyFor = createEntrance(records, extensions, now);
  const asking = createAsking({ tell, live, records, newMemberId });
  /** Seats of before the start that were taken back: their old tokens have done their work. */
  const remade = new Set<MemberId>();

  function tell(room: RoomId, step: Step, asker?: Member): void {
    live.tell(room, step, asker);
    for (const waking of step.wake ?? []) schedule(() => void wake(room, waking), waking.afterMs);
  }

  function wake(room: RoomId, waking: Waking): MaybePromise<void> {
    return after(records.wake(room, waking), (outcome) => tell(room, outcome));
  }

  /** Of calls: what is an extension's own is none. */
  function note(change: RoomChange, room: RoomId, id: MemberId): void {
    if (!extensions.ownerOf(room)) onChange?.(change, room, id);
  }

  /** The answer, with the token that takes this seat back. */
  function withToken(room: RoomId, { answer, room: record }: Step): Answer<'join'> {
    const joined = answer as Answer<'join'>;
    if (!joined.ok) return joined;
    const taken = record?.seats.find(({ id }) => id === joined.id);
    if (!record || !taken || taken.serial === 0) return joined;
    return { ...joined, token: tokens.issue(room, claimOf(record, taken)) };
  }

  function claimOf(record: Room, seat: RecordedSeat): Omit<SeatClaim, 'isFromBefore'> {
    const kept = extensions.keptOf(record);
    const keptOfMember = extensions.keptOfMember(record, seat);
    const { born, capacity: seats } = record;
    return { ...seat, born, capacity: seats, kept, keptOfMember };
  }

  const sideOf = ({ manner, only }: Asker, { role }: JoinOptions): Side => ({
    id: newMemberId(),
    role: toOwnRole(role),
    manner,
    only,
  });

  /** Who may have been given a seat, and never heard of it, has that one. */
  function enterOnce(room: RoomId, asker: Asker, joinOptions: JoinOptions): MaybePromise<Seated> {
    const { port, hasToken } = asker;
    const { attempt } = joinOptions;
    const mark = hasToken && attempt !== undefined ? tokens.mark(attempt) : undefined;
    const enterAnew = () =>
      enter(room, { ...sideOf(asker, joinOptions), ...port }, { ...asker, mark }, joinOptions);
    if (mark === undefined) return enterAnew();
    return after(records.read(room), (record) => {
      const seat = record.seats.find((one) => one.attempt === mark);
      if (!seat) return enterAnew();
      const claim = { ...claimOf(record, seat), isFromBefore: false };
      const member = { id: seat.id, role: seat.role, ...port };
      const back = resume(room, member, claim, undefined);
      return after(back, (found) => (found.answer.ok ? found : enterAnew()));
    });
  }

  function enter(
    room: RoomId,
    member: Member,
    { visitor, hasToken, mark }: MarkedAsker,
    joinOptions: JoinOptions,
  ): MaybePromise<Seated> {
    const applicant = { options: joinOptions, visitor, address: member.address };
    const { id, role, manner, only } = member;
    const isForMany = (role ?? manner) !== undefined && !extensions.ownerOf(room);
    const opensFor = isForMany ? oneToManyCapacity : undefined;
    const seeker = { side: { id, role, manner, only }, hasToken, attempt: mark, opensFor };
    return after(applyFor(room, seeker, applicant), (outcome) => {
      const { answer, tell: told } = outcome;
      const isNews = !answer.ok || told.length > 0;
      if (answer.ok && isNews) live.seat(room, member, hasToken);
      tell(room, outcome, member);
      if (answer.ok && visitor !== null) void asking.forget(room, visitor);
      if (isNews) note(answer.ok ? 'joined' : 'refused', room, member.id);
      return { answer: withToken(room, outcome), member: answer.ok ? member : null };
    });
  }

  function resume(
    room: RoomId,
    member: Member,
    claim: SeatClaim,
    received: number | undefined,
  ): MaybePromise<Seated> {
    const held = live.seatOf(room, member.id);
    const isNew = received === undefined || (held && !held.canContinue(received)) === true;
    return after(records.change(room, { ask: 'resume', claim, isNew }), (outcome) => {
      if (!outcome.answer.ok) {
        tell(room, outcome, member);
        return { answer: withToken(room, outcome), member: null };
      }
      if (claim.isFromBefore) remade.add(member.id);
      const taken = isNew ? undefined : held?.taken;
      eject(room, held);
      if (!held) live.seat(room, member, true);
      else if (isNew || received === undefined) held.restart(member);
      else held.continue(member, received);
      tell(room, outcome, member);
      live.retain(room, outcome.room?.seats.map(({ id }) => id) ?? []);
      note('back', room, member.id);
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
    const held = live.seatOf(room, member.id);
    if (held) held.member = null;
    const asked = records.change(room, { ask: 'drop', id: member.id, holdMs });
    return after(asked, (outcome) => {
      tell(room, outcome);
      const isHeld = outcome.room?.seats.some(({ id }) => id === member.id) === true;
      if (isHeld) expireIn(holdMs, room, member.id, isLost);
      else live.unseat(room, member.id);
      note(isHeld ? 'away' : 'dropped', room, member.id);
      return outcome;
    });
  }

  /** Apart, so that what waits knows an id and keeps nothing of a connection that is gone. */
  function expireIn(holdMs: number, room: RoomId, id: MemberId, isLost: boolean): void {
    const dueAt = now() + holdMs;
    schedule(() => void expire(room, { id, isLost, dueAt }), holdMs);
  }

  /** A timer may be early by the clock, or the clock be set back: it is asked once, so what it was set for counts. */
  function expire(room: RoomId, { id, isLost, dueAt }: Expiry): MaybePromise<void> {
    const asked = records.change(room, { ask: 'expire', id, isLost }, dueAt);
    return after(asked, (outcome) => {
      if (!outcome.answer.ok) return;
      live.unseat(room, id);
      tell(room, outcome);
      note('dropped', room, id);
    });
  }

  return {
    ...asking,

    features: extensions.names,

    census: () => live.census((room) => !extensions.ownerOf(room)),

    join(room, asker, joinOptions) {
      const { port, seated } = asker;
      if (seated && live.isSeated(room, seated)) return enter(room, seated, asker, joinOptions);
      const { token, received } = joinOptions;
      if (token === undefined) return enterOnce(room, asker, joinOptions);
      const claim = tokens.read(room, token);
      const isSpent = claim?.isFromBefore && remade.has(claim.id) && !live.seatOf(room, claim.id);
      if (!claim || isSpent) return { answer: refuse('seat-lost'), member: null };
      return resume(room, { id: claim.id, role: claim.role, ...port }, claim, received);
    },

    handOver: (room, member) => live.handOver(room, member.id),

    look: (room) =>
      after(records.read(room), (record) => {
        const { capacity } = record;
        const { hidesInfo, tells } = extensions.look(record);
        // Who sits in what is no call is for its owner to tell.
        const seats = extensions.ownerOf(room) ? [] : record.seats;
        return {
          members: seats.map(({ info }) => (hidesInfo ? {} : info)),
          capacity,
          ...(tells && { extensions: tells }),
        };
      }),

    callee: (room, role) =>
      after(records.read(room), ({ seats }) =>
        extensions.ownerOf(room) ? null : calleeOf(seats, { id: newMemberId(), role }),
      ),

    event: extensions.event,

    isAbout: ({ extension }, room) => extensions.at(room).includes(extension),

    leave(room, member) {
      if (!live.isSeated(room, member)) return refuse('not-in-room');
      return after(records.change(room, { ask: 'leave', id: member.id }), (outcome) => {
        live.unseat(room, member.id);
        tell(room, outcome, member);
        if (outcome.answer.ok) note('left', room, member.id);
        return outcome.answer as Answer<'leave'>;
      });
    },

    hold(room, member) {
      if (!live.isSeated(room, member)) return refuse('not-in-room');
      return after(
        setAway(room, member, { holdMs: RELOAD_MS, isLost: false }),
        ({ answer }) => answer as Answer<'hold'>,
      );
    },

    drop(room, member) {
      if (!live.isSeated(room, member)) return;
      return after(setAway(room, member, { holdMs: graceMs, isLost: true }), () => {});
    },

    relay(room, from, { data, to, ...written }) {
      const sender = live.seatOf(room, from.id);
      if (sender?.member !== from) return refuse('not-in-room');
      sender.taken += 1;
      const why = extensions.beforeRelay?.({ room, from: from.id, to: to ?? null, data });
      return (
        why ??
        live.relay(room, sender, { message: ['message', room, data, from.id], ...written }, to)
      );
    },
  };
}
