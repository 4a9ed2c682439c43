import * as v from 'valibot';
import {
  type Admission,
  type AnyExtension,
  defineExtension,
  refuseAs,
} from '../protocol/extension.ts';
import type { RoomId } from '../protocol/ids.ts';
import type { Refused } from '../protocol/refusals.ts';

const MAX_PASSWORD_CHARS = 128;

/** Set by the first who enters, or by the operator; asked of everybody after that. */
export const passwordWords = {
  name: 'password',
  requests: {},
  notices: {},
  options: {
    password: v.optional(
      v.pipe(
        v.string('a password is a text'),
        v.minLength(1, 'a password is not empty'),
        v.maxLength(MAX_PASSWORD_CHARS, `a password has ${MAX_PASSWORD_CHARS} characters at most`),
      ),
    ),
  },
  refusals: {
    'password-needed': 'This room has a password.',
    'password-wrong': 'This is not the password of the room.',
    'password-unset':
      'The room was entered without a password before you. Choose another room, or join without.',
    'too-many-tries': 'Too many passwords were tried from your network. Wait half an hour.',
  },
} as const;

/** What the server does about passwords. */
export interface Passwords {
  /** Of the operator, as `hash` makes them; null for a room that has none. */
  setFor(room: RoomId): string | null;
  hash(password: string): Promise<string>;
  /** Takes the same time whatever differs, and longer the more was tried; null where too much was. */
  matches(password: string, hash: string, address: string): Promise<boolean | null>;
}

interface PasswordState {
  /** Null where none was set. */
  readonly hash: string | null;
}

export function createPassword(passwords: Passwords): AnyExtension {
  return defineExtension<typeof passwordWords, PasswordState>({
    words: passwordWords,
    initial: { hash: null },
    isKept: true,
    handlers: {},
    beforeJoin({ room, options: { password }, address }) {
      const hash = passwords.setFor(room.id) ?? room.state.hash;
      if (hash === null) {
        if (password === undefined) return {};
        return room.members.length === 0
          ? set(passwords, password)
          : refuseAs(passwordWords, 'password-unset');
      }
      if (password === undefined) return refuseAs(passwordWords, 'password-needed');
      return compare(passwords, password, hash, address);
    },
    look: ({ id, state: { hash } }) =>
      (passwords.setFor(id) ?? hash) === null
        ? undefined
        : { hidesInfo: true, tells: { isNeeded: true } },
  });
}

async function set(passwords: Passwords, password: string): Promise<Admission<PasswordState>> {
  return { state: { hash: await passwords.hash(password) } };
}

async function compare(
  passwords: Passwords,
  password: string,
  hash: string,
  address: string,
): Promise<Refused | Admission<PasswordState>> {
  const isRight = await passwords.matches(password, hash, address);
  if (isRight === null) return refuseAs(passwordWords, 'too-many-tries');
  return isRight ? {} : refuseAs(passwordWords, 'password-wrong');
}
