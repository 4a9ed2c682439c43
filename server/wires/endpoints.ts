import { parseRoomId, type RoomId } from '../../protocol/ids.ts';
import { createBroadcast } from './dialects/broadcast.ts';
import { createByFirstFrame } from './dialects/by-first-frame.ts';
import type { Dialect } from './dialects/dialect.ts';
import { createDirect } from './dialects/direct.ts';
import { plain } from './dialects/plain.ts';
import { rooms } from './dialects/rooms.ts';

/** Where a client connects to, and what that says of it. */
export interface Endpoint {
  readonly dialect: Dialect;
  readonly room: RoomId | null;
}

/** `bad` is a place of ours that names no room; null is none of ours. */
export type Endpoints = (path: string) => Endpoint | 'bad' | null;

/** `/ws/<dialect>` says which it is, `/ws/broadcast/<room>` where; at `/ws` and `/` the first frame does. */
export function createEndpoints(basePath: string): Endpoints {
  const known = { plain, direct: createDirect(), broadcast: createBroadcast(), rooms };
  const shared = createByFirstFrame(known);
  const named = new Map<string, Dialect>(Object.values(known).map((one) => [one.name, one]));

  return (path) => {
    if (path !== basePath && !path.startsWith(`${basePath}/`)) return null;
    const [first = '', name = '', room = '', ...more] = path.slice(basePath.length + 1).split('/');
    if (more.length > 0 || (first !== '' && first !== 'ws')) return null;
    if (name === '' && room === '') return { dialect: shared, room: null };
    const dialect = first === 'ws' ? named.get(name) : undefined;
    if (!dialect) return null;
    if (room === '') return { dialect, room: null };
    const inRoom = name === 'broadcast' ? parseRoomId(decoded(room)) : null;
    return inRoom ? { dialect, room: inRoom } : 'bad';
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
