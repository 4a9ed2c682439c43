import { names } from '../../extensions/names.ts';
import { type MemberId, parseMemberId } from '../../protocol/ids.ts';
import { createExtensions } from '../../server/rooms/extensions.ts';
import { createMemoryStore } from '../../server/rooms/memory-store.ts';
import type { SeatClaim } from '../../server/rooms/record.ts';
import { createRooms } from '../../server/rooms/rooms.ts';
import type { Rooms } from '../../server/rooms/rooms-port.ts';
import type { Clock } from './clock.ts';

export const GRACE_MS = 35_000;

let servers = 0;
let members = 0;

/** Rooms for a browser, which has no signatures of Node: tokens are their claims, and everybody is honest. */
export function setUpPlainRooms({ clock: { now, schedule } }: { clock: Clock }): Rooms {
  servers += 1;
  const server = servers;
  return createRooms({
    store: createMemoryStore(),
    tokens: {
      mark: (attempt) => attempt,
      issue: (_room, { id, serial }) => JSON.stringify({ id, serial, server }),
      read(_room, token) {
        const claim = JSON.parse(token) as SeatClaim & { readonly server: number };
        return {
          ...claim,
          isFromBefore: claim.server !== server,
          born: 0,
          kept: {},
          keptOfMember: {},
        };
      },
    },
    extensions: createExtensions([names], (error) => {
      throw error;
    }),
    capacity: 2,
    oneToManyCapacity: 64,
    graceMs: GRACE_MS,
    now,
    schedule,
    newMemberId,
  });
}

function newMemberId(): MemberId {
  members += 1;
  return parseMemberId(`@${String(members).padStart(16, '0')}`) as MemberId;
}
