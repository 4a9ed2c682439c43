import type { Config } from './config/config.ts';
import { type Log, roomTag } from './log.ts';
import { newMemberId } from './new-member-id.ts';
import type { Extensions } from './rooms/extensions.ts';
import { createMemoryStore } from './rooms/memory-store.ts';
import { createRooms } from './rooms/rooms.ts';
import type { Rooms } from './rooms/rooms-port.ts';
import { schedule } from './schedule.ts';
import { loadSeatSecret } from './seat-secret.ts';
import { createSeatTokens } from './seat-tokens.ts';
import type { Tally } from './tally.ts';

interface RoomsParts {
  readonly extensions: Extensions;
  readonly tally: Tally;
  readonly log: Log;
}

export async function openRooms(
  config: Config,
  { extensions, tally, log }: RoomsParts,
): Promise<Rooms> {
  const graceMs = config.SEAT_GRACE * 1000;
  const secret = await loadSeatSecret(config);
  return createRooms({
    store: createMemoryStore(),
    tokens: createSeatTokens({ secret, now: Date.now, graceMs }),
    capacity: config.CAPACITY,
    oneToManyCapacity: config.CAPACITY_ONE_TO_MANY,
    graceMs,
    now: Date.now,
    schedule,
    newMemberId,
    extensions,
    onChange: (change, room, member) => {
      tally.changed(change);
      log.info(change, { room: roomTag(room), member });
    },
  });
}
