import {
  type Admission,
  type AnyExtension,
  defineExtension,
  type Entry,
  refuseAs,
} from '../protocol/extension.ts';
import type { Refused } from '../protocol/refusals.ts';
import {
  type CalledName,
  NAMES_PREFIX,
  nameOfKnownRoom,
  nameOfRoom,
} from './directory/called-name.ts';
import { directoryWords } from './directory/directory-words.ts';
import { createRinging, type DirectoryState, unrung } from './directory/ringing.ts';

/** Tabs and devices on which one person is reachable. */
const MAX_DEVICES = 16;
const MAX_LISTED = 100;

/** Why a name is not opened; null where it is. */
export type WhyShut = 'secret-wrong' | 'too-many-secrets' | 'too-many-names' | 'names-full' | null;

/** Names and their secrets, as they are kept. */
export interface BookOfNames {
  /**
   * With its secret; one that nobody has is registered, where it may be. Takes the same time whatever differs in the
   * secret. What was opened is kept, whatever happens to the server.
   */
  open(name: CalledName, given: Given): Promise<WhyShut>;
  remove(name: CalledName): Promise<void>;
}

interface Given {
  readonly secret: string;
  readonly address: string;
  readonly mayRegister: boolean;
}

export interface DirectoryOptions {
  readonly book: BookOfNames;
  /** 22 characters that nobody can guess. */
  readonly newId: () => string;
}

export function createDirectory({ book, newId }: DirectoryOptions): AnyExtension {
  const ringing = createRinging(newId);
  return defineExtension<typeof directoryWords, DirectoryState>({
    words: directoryWords,
    initial: unrung,
    ownRooms: {
      prefix: NAMES_PREFIX,
      // More than may be, so that nobody learns from a full room who is there.
      capacity: 2 * MAX_DEVICES,
      list: ({ id, members, state: { seen } }) =>
        members.some((one) => !one.isAway && seen.includes(one.id))
          ? nameOfKnownRoom(id)
          : undefined,
    },
    handlers: {
      ...ringing.handlers,
      'list-names': ({ list }, options) => {
        const begins = options?.begins?.normalize('NFKC').trim().toLowerCase() ?? '';
        const names = list.filter((name) => typeof name === 'string').sort();
        const found = names.filter((name) => name.startsWith(begins));
        return {
          answer: { names: found.slice(0, MAX_LISTED), hasMore: found.length > MAX_LISTED },
        };
      },
      'be-seen': ({ room: { state }, from }, isSeen) => {
        const others = state.seen.filter((id) => id !== from);
        return { state: { ...state, seen: isSeen ? [...others, from] : others } };
      },
      'forget-name': ({ from }) => ({ tell: [[{ allBut: from }, 'name-forgotten']] }),
    },
    afterwards: {
      'forget-name': async (room) => {
        const name = nameOfRoom(room);
        if (name !== null) await book.remove(name);
      },
    },
    beforeJoin: (entry) => enter(book, entry),
    joined: ringing.joined,
    left: ringing.left,
    woken: ringing.woken,
  });
}

async function enter(
  book: BookOfNames,
  { room, options: { secret }, address }: Entry<typeof directoryWords, DirectoryState>,
): Promise<Refused | Admission<DirectoryState>> {
  const name = nameOfRoom(room.id);
  if (name === null) return refuseAs(directoryWords, 'name-invalid');
  if (secret === undefined) return refuseAs(directoryWords, 'secret-needed');
  // Whoever sits here still after it was given back would hear who rings for the next one.
  const mayRegister = room.members.length === 0;
  const why = await book.open(name, { secret, address, mayRegister });
  if (why !== null) return refuseAs(directoryWords, why);
  return room.members.length >= MAX_DEVICES ? refuseAs(directoryWords, 'too-many-devices') : {};
}
