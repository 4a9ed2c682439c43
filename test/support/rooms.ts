import { names } from '../../extensions/names.ts';
import { newMemberId } from '../../server/new-member-id.ts';
import { createExtensions, type Extensions } from '../../server/rooms/extensions.ts';
import { createMemoryStore } from '../../server/rooms/memory-store.ts';
import { createRooms } from '../../server/rooms/rooms.ts';
import type { Rooms, RoomsOptions } from '../../server/rooms/rooms-port.ts';
import { createSeatTokens } from '../../server/seat-tokens.ts';
import type { Clock } from './clock.ts';

export const GRACE_MS = 35_000;

interface RoomsSetup {
  readonly clock: Clock;
  readonly capacity?: number;
  readonly oneToManyCapacity?: number;
  readonly secret?: string;
  readonly extensions?: Extensions;
  readonly onChange?: NonNullable<RoomsOptions['onChange']>;
}

/** Rooms as the server builds them, in the time of the test. */
export function setUpRooms({
  clock,
  capacity = 2,
  oneToManyCapacity = 64,
  secret = 'a secret of the tests',
  extensions = createExtensions([names], () => {}),
  onChange = () => {},
}: RoomsSetup): Rooms {
  const { now, schedule } = clock;
  return createRooms({
    store: createMemoryStore(),
    tokens: createSeatTokens({ secret, now, graceMs: GRACE_MS }),
    capacity,
    oneToManyCapacity,
    graceMs: GRACE_MS,
    now,
    schedule,
    newMemberId,
    extensions,
    onChange,
  });
}
