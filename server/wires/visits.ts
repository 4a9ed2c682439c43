import { type Answer, parseArgs } from '../../protocol/events.ts';
import { type MemberId, type RoomId, roomId } from '../../protocol/ids.ts';
import { refuse } from '../../protocol/refusals.ts';
import { after, type MaybePromise } from '../rooms/maybe-promise.ts';
import type { Member, MemberPort } from '../rooms/member.ts';
import type { Rooms } from '../rooms/rooms-port.ts';
import { createAllowance } from './allowance.ts';
import type { Limits } from './limits.ts';

/** What one connection asks of extensions: as a member of a room, or as a visitor who holds no seat there. */
export interface Visits {
  /** Null until it has asked for something without a seat. */
  readonly id: MemberId | null;
  ask(
    event: unknown,
    args: readonly unknown[],
    seats: ReadonlyMap<RoomId, Member>,
  ): MaybePromise<Answer>;
  /** The connection is gone. */
  end(): readonly MaybePromise<void>[];
}

export function createVisits(
  port: MemberPort,
  rooms: Rooms,
  limits: Limits,
  now: () => number,
): Visits {
  const visited = new Set<RoomId>();
  const allowances = new Map<string, () => boolean>();
  let id: MemberId | null = null;

  function mayAsk(event: string, perMinute: number | undefined): boolean {
    if (perMinute === undefined) return true;
    const allowance = allowances.get(event) ?? createAllowance(perMinute, now);
    allowances.set(event, allowance);
    return allowance();
  }

  /** False where it visits too many rooms already. */
  function visit(room: RoomId): boolean {
    if (!visited.has(room) && visited.size >= limits.roomsPerMember) return false;
    visited.add(room);
    id ??= rooms.receive(port);
    return true;
  }

  return {
    get id() {
      return id;
    },
    ask(name, args, seats) {
      const event = rooms.event(name);
      if (!event) return refuse('unknown-event');
      const parsed = parseArgs([roomId, ...event.request.args], args);
      if (!parsed.ok) return refuse(parsed.code, `${event.name}, ${parsed.why}`);
      if (!mayAsk(event.name, event.request.perMinute)) return refuse('rate-limited');
      const [room, ...own] = parsed.args as [RoomId, ...unknown[]];
      if (!rooms.isAbout(event, room)) return refuse('invalid', `${event.name}, in this room`);
      const member = seats.get(room) ?? null;
      const isVisit = !member && event.request.isForVisitors === true;
      const isFirst = isVisit && !visited.has(room);
      if (isVisit && !visit(room)) return refuse('too-many-rooms');
      const asked = { event, args: own, member, visitor: id, seats };
      return after(rooms.ask(room, asked), (answer) => {
        // Nothing is known there of who was refused at once.
        if (answer.ok ? event.request.endsVisit : isFirst) visited.delete(room);
        return answer;
      });
    },
    end() {
      if (id === null) return [];
      const visitor = id;
      rooms.dismiss(visitor);
      return [...visited].map((room) => rooms.forget(room, visitor));
    },
  };
}
