import type { RoomEvents, RoomLink, RoomOptions } from '../room-link.ts';
import { BroadcastRoom } from './broadcast-room.ts';
import { DirectRoom } from './direct-room.ts';
import { PlainRoom } from './plain-room.ts';
import { RoomsRoom } from './rooms-room.ts';

const kinds = {
  plain: PlainRoom,
  direct: DirectRoom,
  broadcast: BroadcastRoom,
  rooms: RoomsRoom,
} as const;

/** Enters a room in the dialect asked for, and comes back to it until it is closed. */
export function enterRoom(options: RoomOptions, events: RoomEvents): RoomLink {
  return new kinds[options.dialect](options, events);
}
