import type { AnyExtension, Words } from '../../protocol/extension.ts';
import { parseRoomId, type RoomId } from '../../protocol/ids.ts';
import { createExtensions } from '../../server/rooms/extensions.ts';
import type { MemberPort } from '../../server/rooms/member.ts';
import type { Rooms, Seated } from '../../server/rooms/rooms-port.ts';
import { createClock } from './clock.ts';
import { setUpRooms } from './rooms.ts';

export const kitchen = parseRoomId('kitchen') as RoomId;

/** An extension with nothing of its own but a name. */
export const bare = (name: string, more: Partial<Words> = {}): Words => ({
  name,
  requests: {},
  notices: {},
  refusals: {},
  ...more,
});

export function extension(words: Words, hooks: Partial<AnyExtension> = {}): AnyExtension {
  return { words, initial: null, handlers: {}, ...hooks };
}

export interface Person {
  readonly port: MemberPort;
  readonly heard: (readonly unknown[])[];
}

export function person(): Person {
  const heard: (readonly unknown[])[] = [];
  const port = { wire: 'memory', address: 'here', close: () => {} };
  return { heard, port: { ...port, send: (notice) => heard.push(notice) } };
}

export function setUp(...all: readonly AnyExtension[]) {
  const faults: unknown[] = [];
  const extensions = createExtensions(all, (error) => faults.push(error));
  const clock = createClock();
  const rooms = setUpRooms({ clock, capacity: 3, extensions });
  return { rooms, faults, clock, extensions };
}

export async function seat(rooms: Rooms, { port }: Person, room = kitchen, options = {}) {
  const asker = { port, seated: null, visitor: null, hasToken: true };
  return (await rooms.join(room, asker, options)) as Seated;
}

export async function seatMember(rooms: Rooms, who: Person, room = kitchen) {
  const { member } = await seat(rooms, who, room);
  if (!member) throw new Error('no seat was given');
  return member;
}
