import { parseRoomId, type RoomId } from '../../protocol/ids.ts';

/** Of the rooms that are names. The page makes no room that begins so. */
export const NAMES_PREFIX = '~.';
/** What is asked about all names is asked here. */
export const ALL_NAMES = parseRoomId(NAMES_PREFIX) as RoomId;

const MIN_CHARS = 2;
const MAX_CHARS = 32;
/** A room has 64 characters. */
const MAX_ROOM_CHARS = 64;

/** Letters, marks and digits; between them single dots or hyphens. */
const SHAPE = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[.-][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*$/u;
const UNSEEN = /\p{Default_Ignorable_Code_Point}/u;
const PILED_UP = /\p{M}{4}/u;
/** Their letters look alike: a name is written in one of them. */
const LOOKALIKES = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u];

declare const brand: unique symbol;
/** By which somebody is called, in its one form: names that differ by case or composition alone are one name. */
export type CalledName = string & { readonly [brand]: 'CalledName' };

/** The same on both sides. Null for what is no name. */
export function parseCalledName(typed: string): CalledName | null {
  const name = fold(typed.trim().replace(/^@/, '')).replace(/[\s_\p{Pd}]+/gu, '-');
  const length = [...name].length;
  if (length < MIN_CHARS || length > MAX_CHARS) return null;
  if (!SHAPE.test(name) || UNSEEN.test(name) || PILED_UP.test(name)) return null;
  if (LOOKALIKES.filter((script) => script.test(name)).length > 1) return null;
  return (NAMES_PREFIX + inRoom(name)).length <= MAX_ROOM_CHARS ? (name as CalledName) : null;
}

/** By upper case as well, since some letters have more than one lower one: ß is ss, ı is i, ς is σ. */
function fold(text: string): string {
  const lower = text.normalize('NFKC').toLowerCase().toUpperCase().toLowerCase();
  return lower.replaceAll('i\u0307', 'i').replaceAll('ς', 'σ').normalize('NFKC');
}

/** The room that is this name: other letters than a-z are `~` and four hexadecimal digits for each unit of UTF-16. */
export function roomOfName(name: CalledName): RoomId {
  return parseRoomId(NAMES_PREFIX + inRoom(name)) as RoomId;
}

function inRoom(name: string): string {
  return name.replace(/[^a-z0-9.-]/g, (unit) => `~${hex(unit)}`);
}

function hex(unit: string): string {
  return unit.charCodeAt(0).toString(16).padStart(4, '0');
}

/** Null for a room that is no name, or not in its one form. */
export function nameOfRoom(room: RoomId): CalledName | null {
  if (!room.startsWith(NAMES_PREFIX)) return null;
  const name = parseCalledName(read(room));
  return name !== null && roomOfName(name) === room ? name : null;
}

/** Of a room in which somebody sits, so that it has been looked at before. */
export function nameOfKnownRoom(room: RoomId): CalledName {
  return read(room) as CalledName;
}

function read(room: RoomId): string {
  return room
    .slice(NAMES_PREFIX.length)
    .replace(/~([0-9a-f]{4})/g, (_, digits) => String.fromCharCode(Number.parseInt(digits, 16)));
}
