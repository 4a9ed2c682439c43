import type { Answer, JoinOptions } from '../../protocol/events.ts';
import type { MemberId, RoomId } from '../../protocol/ids.ts';
import { refuse } from '../../protocol/refusals.ts';
import type { Signal } from '../../protocol/signals.ts';
import { after, type MaybePromise } from './maybe-promise.ts';
import type { Member } from './member.ts';
import { emptyRoom, type RoomRequest, type Step, step } from './room.ts';
import type { RoomStore } from './store.ts';

export interface RoomsOptions {
  readonly store: RoomStore;
  /** Seats of a room that is opened by its first member. */
  readonly capacity: number;
  readonly now: () => number;
  /** Told once per lifecycle change; a repeated join is none. */
  readonly onChange?: (change: RoomChange, room: RoomId, id: MemberId) => void;
}

export type RoomChange = 'joined' | 'refused' | 'left' | 'dropped';

/** The rooms of this node: atomic update of the record, then tell those concerned. */
export interface Rooms {
  join(room: RoomId, member: Member, options: JoinOptions): MaybePromise<Answer<'join'>>;
  leave(room: RoomId, member: Member): MaybePromise<Answer<'leave'>>;
  drop(room: RoomId, member: Member): MaybePromise<void>;
  /** The hot path: asks no store. Without `to`, to all the others in the room. */
  relay(room: RoomId, from: Member, data: Signal, to?: MemberId | null): Answer<'message'>;
}

export function createRooms(options: RoomsOptions): Rooms {
  const { store, capacity, now, onChange } = options;
  /** The members of each room that are connected here. */
  const live = new Map<RoomId, Map<MemberId, Member>>();

  const change = (room: RoomId, request: RoomRequest): MaybePromise<Step> =>
    store.update(room, (record) => step(record ?? emptyRoom(room, capacity), request, now()));

  /** `asker` is told through its own port: it may hold no seat, or none any more. */
  function tell(room: RoomId, asker: Member, told: Step['tell']): void {
    for (const { to, notice } of told) {
      const member = to === asker.id ? asker : live.get(room)?.get(to);
      member?.send(notice);
    }
  }

  function seat(room: RoomId, member: Member): void {
    const members = live.get(room) ?? new Map<MemberId, Member>();
    members.set(member.id, member);
    live.set(room, members);
  }

  function unseat(room: RoomId, member: Member): void {
    const members = live.get(room);
    members?.delete(member.id);
    if (members?.size === 0) live.delete(room);
  }

  return {
    join(room, member, { name }) {
      const info = name === undefined ? { id: member.id } : { id: member.id, name };
      return after(change(room, { ask: 'join', member: info }), ({ answer, tell: told }) => {
        if (answer.ok) seat(room, member);
        tell(room, member, told);
        if (told.length > 0) onChange?.(answer.ok ? 'joined' : 'refused', room, member.id);
        return answer as Answer<'join'>;
      });
    },

    leave(room, member) {
      return after(change(room, { ask: 'leave', id: member.id }), ({ answer, tell: told }) => {
        unseat(room, member);
        tell(room, member, told);
        if (answer.ok) onChange?.('left', room, member.id);
        return answer as Answer<'leave'>;
      });
    },

    drop(room, member) {
      unseat(room, member);
      return after(change(room, { ask: 'drop', id: member.id }), ({ answer, tell: told }) => {
        tell(room, member, told);
        if (answer.ok) onChange?.('dropped', room, member.id);
      });
    },

    relay(room, from, data, to) {
      const members = live.get(room);
      if (members?.get(from.id) !== from) return refuse('not-in-room');
      if (to) return relayTo(members.get(to), room, from, data);
      for (const member of members.values()) {
        if (member !== from) member.send(['message', room, data, from.id]);
      }
      return { ok: true };
    },
  };
}

function relayTo(
  to: Member | undefined,
  room: RoomId,
  from: Member,
  data: Signal,
): Answer<'message'> {
  if (!to || to === from) return refuse('no-such-member');
  to.send(['message', room, data, from.id]);
  return { ok: true };
}
