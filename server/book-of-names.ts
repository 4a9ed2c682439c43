import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import { type CalledName, parseCalledName } from '../extensions/directory/called-name.ts';
import type { BookOfNames, WhyShut } from '../extensions/directory.ts';
import { SetupError } from './config/setup-error.ts';
import { createSecrets } from './secrets.ts';
import type { Shelf } from './shelf.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What is kept at most. Names that nobody has used for so long are free again. */
export interface NameLimits {
  readonly names: number;
  readonly unusedDays: number;
  /** Registered by one address within 24 hours. */
  readonly perAddress: number;
}

export const defaultNameLimits: NameLimits = { names: 10_000, unusedDays: 180, perAddress: 5 };

interface Entry {
  readonly hash: string;
  /** Counted from the epoch. */
  readonly usedDay: number;
}

const called = v.pipe(
  v.string(),
  v.check((name) => parseCalledName(name) === name),
);
const shape = v.object({
  names: v.array(v.object({ name: called, hash: v.string(), usedDay: v.number() })),
});

interface BookOptions {
  readonly shelf: Shelf;
  readonly now: () => number;
  readonly limits?: NameLimits;
}

type Given = Parameters<BookOfNames['open']>[1];

/** Registered names. Throws SetupError where what is on the shelf can't be read: nothing is written over it. */
export async function openBookOfNames({
  shelf,
  now,
  limits = defaultNameLimits,
}: BookOptions): Promise<BookOfNames> {
  const secrets = createSecrets(now);
  const known = createKnownSecrets();
  const entries = await readEntries(shelf);
  const registeredAt = new Map<string, readonly number[]>();
  /** Not to be taken over from the shelf again. */
  const removed = new Set<CalledName>();
  const save = createSaving(shelf, async () => {
    await adopt();
    return writtenOf(entries);
  });
  const today = (): number => Math.floor(now() / DAY_MS);

  /** Another process may serve for a moment as well, when one takes the place of the other. */
  async function adopt(): Promise<void> {
    for (const [name, entry] of await readEntries(shelf)) {
      if (!entries.has(name) && !removed.has(name)) entries.set(name, entry);
    }
  }

  function drop(name: CalledName): void {
    entries.delete(name);
    removed.add(name);
  }

  function dropUnused(): void {
    for (const [name, { usedDay }] of entries) {
      if (usedDay < today() - limits.unusedDays) drop(name);
    }
  }

  function recent(address: string): readonly number[] {
    return (registeredAt.get(address) ?? []).filter((at) => at > now() - DAY_MS);
  }

  function hasEnough(address: string): boolean {
    return recent(address).length >= limits.perAddress;
  }

  /** Of those that have registered nothing within a day nothing is remembered. */
  function count(address: string): void {
    for (const other of registeredAt.keys()) {
      if (recent(other).length === 0) registeredAt.delete(other);
    }
    registeredAt.set(address, [...recent(address), now()]);
  }

  async function register(name: CalledName, given: Given): Promise<WhyShut> {
    const { secret, address, mayRegister } = given;
    if (!mayRegister) return 'secret-wrong';
    if (hasEnough(address)) return 'too-many-names';
    await adopt();
    const adopted = entries.get(name);
    if (adopted) return compare(name, adopted, given);
    // Others of this address may have come meanwhile.
    if (hasEnough(address)) return 'too-many-names';
    if (entries.size >= limits.names) dropUnused();
    if (entries.size >= limits.names) return 'names-full';
    count(address);
    const hash = await secrets.hash(secret);
    // Somebody else may have been quicker.
    if (entries.has(name)) return 'secret-wrong';
    entries.set(name, { hash, usedDay: today() });
    removed.delete(name);
    await save().catch((error) => {
      drop(name);
      throw error;
    });
    return null;
  }

  async function compare(name: CalledName, entry: Entry, given: Given): Promise<WhyShut> {
    const { secret, address } = given;
    const isKnown = known.has(entry.hash, secret);
    const isRight = isKnown || (await secrets.matches(secret, entry.hash, address));
    if (isRight === null) return 'too-many-secrets';
    if (!isRight) return 'secret-wrong';
    known.add(entry.hash, secret);
    if (entry.usedDay !== today()) {
      entries.set(name, { ...entry, usedDay: today() });
      // Nobody is kept out for that: a disk that is full is told whoever registers.
      await save().catch(() => {});
    }
    return null;
  }

  dropUnused();
  return {
    open(name, given) {
      const entry = entries.get(name);
      return entry ? compare(name, entry, given) : register(name, given);
    },
    async remove(name) {
      drop(name);
      await save();
    },
  };
}

async function readEntries(shelf: Shelf): Promise<Map<CalledName, Entry>> {
  try {
    const text = await shelf.read();
    if (text === null) return new Map();
    const { names } = v.parse(shape, JSON.parse(text));
    return new Map(names.map(({ name, ...entry }) => [name as CalledName, entry]));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new SetupError(
      `The registered names can't be read from ${shelf.place} (${why}); mend the file or put it aside, or set NAMES_FILE.`,
    );
  }
}

function writtenOf(entries: ReadonlyMap<CalledName, Entry>): string {
  const names = [...entries].map(([name, entry]) => ({ name, ...entry }));
  return `${JSON.stringify({ names })}\n`;
}

/** One at a time. Whoever comes while one is under way waits for the next, which has all that came by then. */
function createSaving(shelf: Shelf, text: () => Promise<string>): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  return () => {
    next ??= last
      .catch(() => {})
      .then(async () => {
        next = null;
        await shelf.write(await text());
      });
    last = next;
    return next;
  };
}

/** Enough for all who come back at once after a break of the network. */
const MAX_KNOWN = 10_000;

/** Secrets that were right once since the start: a slow hash is for those who don't know it. */
function createKnownSecrets() {
  const key = randomBytes(32);
  const marks = new Map<string, Buffer>();
  const markOf = (secret: string) => createHmac('sha256', key).update(secret).digest();
  return {
    has(hash: string, secret: string): boolean {
      const mark = marks.get(hash);
      return mark !== undefined && timingSafeEqual(mark, markOf(secret));
    },
    add(hash: string, secret: string): void {
      marks.delete(hash);
      marks.set(hash, markOf(secret));
      const [oldest] = marks.keys();
      if (marks.size > MAX_KNOWN && oldest !== undefined) marks.delete(oldest);
    },
  };
}
