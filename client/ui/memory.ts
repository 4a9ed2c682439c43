import { parseRoomId, type RoomId } from '../../protocol/ids.ts';
import type { ChatLine } from '../call/chat-line.ts';
import { parseWays, type Ways } from '../call/ice/ways.ts';
import { type Quality, qualityLevels } from '../call/peer/quality.ts';
import type { SeatMemory } from '../call/seat/seat-memory.ts';

/** A page that comes back within this time was reloaded in the middle of a call. */
const RELOAD_MS = 30_000;

export interface Devices {
  readonly microphone: boolean;
  readonly camera: boolean;
}

/** The devices that a person chose, by the browser's ids; null leaves it to the browser. */
export interface ChosenDevices {
  readonly microphone: string | null;
  readonly camera: string | null;
  readonly speaker: string | null;
}

/** A room that was called in on this device. */
export interface RecentRoom {
  readonly room: RoomId;
  /** When the call ended, and how long it was: milliseconds. */
  readonly at: number;
  readonly lastedMs: number;
}

/** By which another site sent a person into a room: it came in the link. */
export interface KeptInvitation {
  readonly room: RoomId;
  readonly token: string;
}

const MAX_RECENT = 5;
/** Storage of a tab is 5 MB. */
const MAX_KEPT_LINES = 200;

interface ReloadMark {
  readonly room: RoomId;
  readonly at: number;
  readonly chat: readonly ChatLine[];
}

/** What this device, and this tab, remember of a person. A browser that keeps nothing is no reason to fail. */
export interface Memory extends SeatMemory {
  name: string;
  /** Of this tab: what was switched off stays off over a reload. */
  devices: Devices;
  chosen: ChosenDevices;
  /** The newest first. Empty forgets them. */
  recent: readonly RecentRoom[];
  /** Null until a person chooses. */
  quality: Quality | null;
  hasSounds: boolean;
  /** Of the page; null follows the browser. */
  language: string | null;
  /** Of this tab, so that a reload does not ask for it again. */
  invitation: KeptInvitation | null;
  /** The page goes in the middle of a call, in which this was said. */
  markReload(room: RoomId, chat: readonly ChatLine[]): void;
  /** What was said in that call, where the page just came back into it; else null. Asked once. */
  takeReload(room: RoomId): readonly ChatLine[] | null;
  /** Of this device, with the credentials of the person's own servers. */
  ways: Ways;
}

export interface MemoryOptions {
  readonly tab: () => Storage;
  readonly device: () => Storage;
  readonly now: () => number;
}

export function createMemory({ tab, device, now }: MemoryOptions): Memory {
  return {
    get name() {
      return String(read(device, 'name') ?? '');
    },
    set name(name) {
      write(device, 'name', name);
    },
    get devices() {
      const kept = read(tab, 'devices') as Partial<Devices> | null;
      return { microphone: kept?.microphone !== false, camera: kept?.camera !== false };
    },
    set devices(devices) {
      write(tab, 'devices', devices);
    },
    get chosen() {
      const kept = (read(device, 'chosen') ?? {}) as Record<string, unknown>;
      const id = (name: string) => (typeof kept[name] === 'string' ? kept[name] : null);
      return { microphone: id('microphone'), camera: id('camera'), speaker: id('speaker') };
    },
    set chosen(chosen) {
      write(device, 'chosen', chosen);
    },
    get recent() {
      return readRecent(read(device, 'recent'));
    },
    set recent(rooms) {
      write(device, 'recent', rooms.length > 0 ? rooms.slice(0, MAX_RECENT) : null);
    },
    get quality() {
      return readQuality(read(device, 'quality'));
    },
    set quality(quality) {
      write(device, 'quality', quality);
    },
    get hasSounds() {
      return read(device, 'sounds') !== false;
    },
    set hasSounds(hasSounds) {
      write(device, 'sounds', hasSounds);
    },
    get language() {
      const kept = read(device, 'language');
      return typeof kept === 'string' ? kept : null;
    },
    set language(language) {
      write(device, 'language', language);
    },
    get ways() {
      return parseWays(read(device, 'ways'));
    },
    set ways(ways) {
      write(device, 'ways', ways);
    },
    get invitation() {
      return readInvitation(read(tab, 'invitation'));
    },
    set invitation(invitation) {
      write(tab, 'invitation', invitation);
    },
    markReload: (room, chat) =>
      write(tab, 'reload', { room, at: now(), chat: chat.slice(-MAX_KEPT_LINES) }),
    takeReload(room) {
      const mark = read(tab, 'reload') as Partial<ReloadMark> | null;
      write(tab, 'reload', null);
      const isFresh = mark?.room === room && now() - (mark.at ?? 0) < RELOAD_MS;
      return isFresh ? (mark.chat ?? []) : null;
    },
    own: (room) => tokenIn(tab, room),
    shared: (room) => tokenIn(device, room),
    keep(room, token) {
      const seat = token === null ? null : { room, token };
      // Another tab may sit in another room, or in this one as somebody else.
      if (seat || tokenIn(device, room) === tokenIn(tab, room)) write(device, 'seat', seat);
      write(tab, 'seat', seat);
    },
  };
}

function readRecent(kept: unknown): readonly RecentRoom[] {
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((entry: Partial<RecentRoom> | null): RecentRoom[] => {
    const room = parseRoomId(entry?.room);
    if (room === null || typeof entry?.at !== 'number') return [];
    return [{ room, at: entry.at, lastedMs: Number(entry.lastedMs) || 0 }];
  });
}

function readQuality(kept: unknown): Quality | null {
  const { level, maxKbps } = (kept ?? {}) as Partial<Quality>;
  if (!qualityLevels.some((known) => known === level)) return null;
  return { level, maxKbps: typeof maxKbps === 'number' ? maxKbps : null } as Quality;
}

function readInvitation(kept: unknown): KeptInvitation | null {
  const { room: name, token } = (kept ?? {}) as Partial<Record<keyof KeptInvitation, unknown>>;
  const room = parseRoomId(name);
  return room !== null && typeof token === 'string' ? { room, token } : null;
}

function tokenIn(storage: () => Storage, room: RoomId): string | null {
  const seat = read(storage, 'seat') as { room?: string; token?: string } | null;
  return seat?.room === room && typeof seat.token === 'string' ? seat.token : null;
}

function read(storage: () => Storage, key: string): unknown {
  try {
    return JSON.parse(storage().getItem(`parley.${key}`) ?? 'null');
  } catch {
    return null;
  }
}

function write(storage: () => Storage, key: string, value: unknown): void {
  try {
    if (value === null) storage().removeItem(`parley.${key}`);
    else storage().setItem(`parley.${key}`, JSON.stringify(value));
  } catch {
    // Private windows and full disks: what is not kept is asked for again.
  }
}
