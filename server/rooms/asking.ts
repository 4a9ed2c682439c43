import type { Answer } from '../../protocol/events.ts';
import type { MemberId, RoomId } from '../../protocol/ids.ts';
import { refuse } from '../../protocol/refusals.ts';
import type { ExtensionEvent } from './extensions.ts';
import type { LiveRooms } from './live-rooms.ts';
import { after, type MaybePromise } from './maybe-promise.ts';
import type { Member, MemberPort } from './member.ts';
import type { Step } from './record.ts';
import type { Records } from './records.ts';

/** A request that an extension has declared, checked. */
export interface ExtensionAsked {
  readonly event: ExtensionEvent;
  readonly args: readonly unknown[];
  /** Null where it holds no seat in the room. */
  readonly member: Member | null;
  /** Null where it is the first time. */
  readonly visitor: MemberId | null;
  /** Every room in which this connection was given a seat. */
  readonly seats?: ReadonlyMap<RoomId, Member>;
}

/** What is asked of extensions, by members and by those who hold no seat. */
export interface Asking {
  /** The id under which a connection without a seat is known, and told something. */
  receive(port: MemberPort): MemberId;
  ask(room: RoomId, asked: ExtensionAsked): MaybePromise<Answer>;
  /** A visitor is gone from this room. */
  forget(room: RoomId, visitor: MemberId): MaybePromise<void>;
  /** And altogether. */
  dismiss(visitor: MemberId): void;
}

interface AskingOptions {
  readonly tell: (room: RoomId, step: Step) => void;
  readonly live: LiveRooms;
  readonly records: Records;
  readonly newMemberId: () => MemberId;
}

export function createAsking({ tell, live, records, newMemberId }: AskingOptions): Asking {
  /** Where it sits now, of the rooms that belong to the extension. */
  function ownSeats({ event, seats = new Map() }: ExtensionAsked): readonly RoomId[] {
    const { ownRooms } = event.extension;
    if (!ownRooms) return [];
    return [...seats]
      .filter(([room, member]) => room.startsWith(ownRooms.prefix) && live.isSeated(room, member))
      .map(([room]) => room);
  }

  return {
    receive(port) {
      const visitor = newMemberId();
      live.receive(visitor, port);
      return visitor;
    },

    ask(room, asked) {
      const { event, args, member, visitor } = asked;
      const seated = member && live.isSeated(room, member) ? member.id : null;
      const from = seated ?? visitor;
      if (from === null || (seated === null && !event.request.isForVisitors)) {
        return refuse('not-in-room');
      }
      const acting = { event, args, from, isMember: seated !== null, seats: ownSeats(asked) };
      return after(records.act(room, acting), (outcome) => {
        const finish = outcome.answer.ok && event.extension.afterwards?.[event.name];
        return after(finish ? finish(room) : undefined, () => {
          tell(room, outcome);
          return outcome.answer;
        });
      });
    },

    forget: (room, visitor) =>
      after(records.forget(room, visitor), (outcome) => tell(room, outcome)),

    dismiss: (visitor) => live.dismiss(visitor),
  };
}
