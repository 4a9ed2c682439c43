import type { RoomId } from '../../protocol/ids.ts';
import type { SeatMemory } from '../call/seat-memory.ts';
import { parseWays, type Ways } from '../call/ways.ts';

/** A page that comes back within this time was reloaded in the middle of a call. */
const RELOAD_MS = 30_000;

export interface Devices {
  readonly microphone: boolean;
  readonly camera: boolean;
}

/** What this device, and this tab, remember of a person. A browser that keeps nothing is no reason to fail. */
export interface Memory extends SeatMemory {
  name: string;
  /** Of this tab: what was switched off stays off over a reload. */
  devices: Devices;
  /** Of this device, with the credentials of the person's own servers. */
  ways: Ways;
  /** The page goes in the middle of a call. */
  markReload(room: RoomId): void;
  /** Whether it just came back into that call; asked once. */
  wasReloaded(room: RoomId): boolean;
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
    get ways() {
      return parseWays(read(device, 'ways'));
    },
    set ways(ways) {
      write(device, 'ways', ways);
    },
    markReload: (room) => write(tab, 'reload', { room, at: now() }),
    wasReloaded(room) {
      const mark = read(tab, 'reload') as { room?: string; at?: number } | null;
      write(tab, 'reload', null);
      return mark?.room === room && now() - (mark.at ?? 0) < RELOAD_MS;
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
