import type { Answer } from '../../protocol/events.ts';
import type { MemberId, RoomId } from '../../protocol/ids.ts';
import { refuse } from '../../protocol/refusals.ts';
import { areCounterparts, whoCalls } from './callers.ts';
import { type Census, takeCensus } from './census.ts';
import type { Relayed } from './held-offer.ts';
import { LiveSeat } from './live-seat.ts';
import type { Member, MemberPort } from './member.ts';
import type { Step } from './record.ts';

/** Who is connected here, and to what: the way to tell somebody something. */
export class LiveRooms {
  /** The seats of each room whose members are, or were last, connected here. */
  readonly #seats = new Map<RoomId, Map<MemberId, LiveSeat>>();
  /** Those who asked an extension for something and hold no seat. */
  readonly #visitors = new Map<MemberId, MemberPort>();

  seatOf(room: RoomId, id: MemberId): LiveSeat | undefined {
    return this.#seats.get(room)?.get(id);
  }

  isSeated(room: RoomId, member: Member): boolean {
    return this.seatOf(room, member.id)?.member === member;
  }

  census(isCounted: (room: RoomId) => boolean): Census {
    return takeCensus(this.#seats, isCounted);
  }

  /** `asker` is told what answers it through its own port: it may hold no seat, or none any more. */
  tell(room: RoomId, { tell, mention = [] }: Step, asker?: Member): void {
    for (const { to, notice } of tell) {
      if (to === asker?.id) asker.send(notice);
      else this.seatOf(room, to)?.tell(notice);
    }
    for (const { to, notice } of mention) {
      const port = this.seatOf(room, to)?.member ?? this.#visitors.get(to);
      port?.send(notice);
    }
  }

  /** To one whom it connects with, or to all of them. */
  relay(room: RoomId, from: LiveSeat, relayed: Relayed, to?: MemberId | null): Answer<'message'> {
    if (!to || relayed.frame !== undefined) return this.#relayToAll(room, from, relayed, to);
    const seat = to === from.id ? undefined : this.seatOf(room, to);
    if (!seat || !areCounterparts(from.side, seat.side)) return refuse('no-such-member');
    seat.take(relayed);
    return { ok: true };
  }

  #relayToAll(
    room: RoomId,
    from: LiveSeat,
    relayed: Relayed,
    to?: MemberId | null,
  ): Answer<'message'> {
    let isTaken = false;
    for (const seat of this.#seats.get(room)?.values() ?? []) {
      if (seat === from || !areCounterparts(from.side, seat.side)) continue;
      seat.take(relayed, !to || seat.id === to);
      isTaken = true;
    }
    if (isTaken) from.held.drop();
    else if (from.side.manner === 'calls') from.held.keep(relayed);
    return { ok: true };
  }

  /** Who comes is given the offers that nobody was there to hear. */
  handOver(room: RoomId, id: MemberId): void {
    const newcomer = this.seatOf(room, id);
    for (const seat of this.#seats.get(room)?.values() ?? []) {
      if (!newcomer || seat === newcomer) continue;
      if (whoCalls(seat.side, newcomer.side) !== 'earlier') continue;
      for (const relayed of seat.held.take()) newcomer.take(relayed);
    }
  }

  seat(room: RoomId, member: Member, hasToken: boolean): void {
    const seats = this.#seats.get(room) ?? new Map<MemberId, LiveSeat>();
    seats.set(member.id, new LiveSeat(member, hasToken));
    this.#seats.set(room, seats);
  }

  unseat(room: RoomId, id: MemberId): void {
    const seats = this.#seats.get(room);
    seats?.delete(id);
    if (seats?.size === 0) this.#seats.delete(room);
  }

  /** After a change that others than the one who asked may have lost their seats by. */
  retain(room: RoomId, ids: readonly MemberId[]): void {
    for (const id of this.#seats.get(room)?.keys() ?? []) {
      if (!ids.includes(id)) this.unseat(room, id);
    }
  }

  receive(visitor: MemberId, port: MemberPort): void {
    this.#visitors.set(visitor, port);
  }

  dismiss(visitor: MemberId): void {
    this.#visitors.delete(visitor);
  }
}
