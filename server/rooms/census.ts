import type { MemberId, RoomId } from '../../protocol/ids.ts';
import type { LiveSeat } from './live-seat.ts';

/** Who is here now, in numbers, without a name. */
export interface Census {
  readonly rooms: number;
  /** How many rooms there are of each number of seats that are taken. */
  readonly roomsBySeats: ReadonlyMap<number, number>;
  readonly membersByWire: ReadonlyMap<string, number>;
  /** Seats that are held for members whose connection is lost. */
  readonly away: number;
}

export function takeCensus(
  live: ReadonlyMap<RoomId, ReadonlyMap<MemberId, LiveSeat>>,
  isCounted: (room: RoomId) => boolean,
): Census {
  const roomsBySeats = new Map<number, number>();
  const membersByWire = new Map<string, number>();
  let rooms = 0;
  let away = 0;
  for (const [room, seats] of live) {
    if (!isCounted(room)) continue;
    rooms += 1;
    addOne(roomsBySeats, seats.size);
    for (const { member } of seats.values()) {
      if (member) addOne(membersByWire, member.wire);
      else away += 1;
    }
  }
  return { rooms, roomsBySeats, membersByWire, away };
}

function addOne<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
