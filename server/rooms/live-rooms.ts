import type { Answer, NoticeArgs } from '../../protocol/events.ts';
import type { MemberId, RoomId } from '../../protocol/ids.ts';
import { refuse } from '../../protocol/refusals.ts';
import { type Census, takeCensus } from './census.ts';
import { LiveSeat } from './live-seat.ts';
import type { Member, MemberPort } from './member.ts';
import type { Step } from './record.ts';

type Message = readonly ['message', ...NoticeArgs<'message'>];

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

  /** The last of the message is who says it. */
  relay(room: RoomId, message: Message, to?: MemberId | null): Answer<'message'> {
    const [, , , from] = message;
    const seats = this.#seats.get(room);
    if (!to) {
      for (const seat of seats?.values() ?? []) if (seat.id !== from) seat.tell(message);
      return { ok: true };
    }
    const seat = to === from ? undefined : seats?.get(to);
    seat?.tell(message);
    return seat ? { ok: true } : refuse('no-such-member');
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
