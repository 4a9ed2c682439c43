import { type CalledName, parseCalledName } from '../../../extensions/directory/called-name.ts';

/** By which this device is reachable. */
export interface KeptName {
  readonly name: CalledName;
  readonly secret: string;
  /** Everybody on this server may see that somebody is reachable by it. */
  readonly isSeen: boolean;
}

/** Somebody rang, and nobody could answer. */
export interface MissedCall {
  /** As who rang said; null where nothing was. */
  readonly who: string | null;
  /** To be called back at, where the server knew it. */
  readonly from: CalledName | null;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export const NAME_ENTRY = 'parley.directory';
const MISSED_ENTRY = 'parley.missed';
const MAX_MISSED = 10;

/** What this device remembers of being reachable. A browser that keeps nothing is no reason to fail. */
export interface Kept {
  /** Null for none. */
  name: KeptName | null;
  /** The newest first. */
  missed: readonly MissedCall[];
}

export function createKept(device: () => Storage): Kept {
  return {
    get name() {
      return parseKeptName(read(device, NAME_ENTRY));
    },
    set name(name) {
      write(device, NAME_ENTRY, name);
    },
    get missed() {
      const kept = read(device, MISSED_ENTRY);
      return Array.isArray(kept) ? kept.flatMap((one) => parseMissed(one) ?? []) : [];
    },
    set missed(missed) {
      write(device, MISSED_ENTRY, missed.length > 0 ? missed.slice(0, MAX_MISSED) : null);
    },
  };
}

function parseKeptName(kept: unknown): KeptName | null {
  const { name, secret, isSeen } = (kept ?? {}) as Partial<Record<keyof KeptName, unknown>>;
  const called = typeof name === 'string' ? parseCalledName(name) : null;
  if (called === null || typeof secret !== 'string') return null;
  return { name: called, secret, isSeen: isSeen === true };
}

function parseMissed(kept: unknown): MissedCall | null {
  const { who, from, at } = (kept ?? {}) as Partial<Record<keyof MissedCall, unknown>>;
  if (typeof at !== 'number') return null;
  return {
    who: typeof who === 'string' ? who : null,
    from: typeof from === 'string' ? parseCalledName(from) : null,
    at,
  };
}

function read(device: () => Storage, entry: string): unknown {
  try {
    return JSON.parse(device().getItem(entry) ?? 'null');
  } catch {
    return null;
  }
}

function write(device: () => Storage, entry: string, value: unknown): void {
  try {
    if (value === null) device().removeItem(entry);
    else device().setItem(entry, JSON.stringify(value));
  } catch {
    // Private windows and full disks: it is remembered as long as the page.
  }
}
