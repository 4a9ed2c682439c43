import type { IceServer } from '../protocol/ice.ts';
import { parseRoomId, type RoomId } from '../protocol/ids.ts';
import type { Role } from '../protocol/roles.ts';
import { DeviceProblem } from './device-problem.ts';
import type { Given } from './given.ts';
import { parseServers } from './ice-servers.ts';
import { type DialectName, dialects, type RoomOptions } from './room-link.ts';

/** Of the rooms family, whose options name a machine and no address. */
const USUAL_PORT = '8765';

/** How a device comes into a room, and to the others there. */
export interface Joining {
  readonly room: RoomOptions;
  readonly iceServers: readonly IceServer[];
}

interface JoiningDefaults {
  readonly role: Role;
  readonly name: string;
}

/** Reads the options that all devices share: `joiningValues` says what they are. */
export function readJoining(given: Given, { role, name }: JoiningDefaults): Joining {
  const dialect = readDialect(given);
  return {
    room: {
      dialect,
      server: readServer(given, dialect),
      room: readRoom(given, dialect),
      role,
      name: (given.get('client-id') ?? given.get('name') ?? name).slice(0, 64),
      password: given.get('password'),
      token: given.get('token'),
      isCaller: given.has('caller') ? true : undefined,
    },
    iceServers: (['stun', 'turn'] as const).flatMap((scheme) => {
      const text = given.get(scheme);
      return text === undefined ? [] : parseServers(scheme, text);
    }),
  };
}

/** Scripts of the rooms family say no dialect: they name a machine. */
function readDialect(given: Given): DialectName {
  const text = given.get('dialect') ?? (given.has('server-ip') ? 'rooms' : 'plain');
  const dialect = dialects.find((one) => one === text);
  if (dialect) return dialect;
  throw new DeviceProblem(`"${text}" is no dialect: ${dialects.join(', ')} are.`);
}

function readServer(given: Given, dialect: DialectName): URL {
  const ip = given.get('server-ip');
  const scheme = dialect === 'rooms' ? 'ws' : 'http';
  const port = given.get('server-port') ?? USUAL_PORT;
  const address = given.get('server') ?? (ip && `${scheme}://${hostOf(ip)}:${port}/`);
  if (!address) throw new DeviceProblem('Name the server: --server https://calls.example.org/');
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url && /^(https?|wss?):$/.test(url.protocol)) return url;
  throw new DeviceProblem(`"${address}" is no address like https://calls.example.org/`);
}

function hostOf(ip: string): string {
  return ip.includes(':') ? `[${ip}]` : ip;
}

/** A direct device that has an id sits in the room of that name; who broadcasts at `/` in that of all. */
function readRoom(given: Given, dialect: DialectName): RoomId {
  const fallback = { plain: undefined, rooms: undefined, broadcast: 'broadcast', direct: 'device' };
  const id = dialect === 'direct' ? given.get('client-id') : undefined;
  const text = given.get('room') ?? given.get('room-id') ?? id ?? fallback[dialect];
  if (text === undefined) throw new DeviceProblem('Name the room: --room studio');
  const room = parseRoomId(text);
  if (room) return room;
  throw new DeviceProblem(`"${text}" is no room: 1 to 64 of A-Z a-z 0-9 . _ ~ - are.`);
}
