import type { Passwords } from '../extensions/password.ts';
import type { Config } from './config/config.ts';
import { createSecrets } from './secrets.ts';

/** For a room that has none of its own. */
const ANY_ROOM = '*';

export type PasswordSettings = Pick<Config, 'ROOM_PASSWORDS'>;

/** Passwords of rooms. */
export async function createPasswords(
  { ROOM_PASSWORDS }: PasswordSettings,
  now: () => number,
): Promise<Passwords> {
  const secrets = createSecrets(now);
  const hashes = new Map<string, string>();
  for (const [room, password] of Object.entries(ROOM_PASSWORDS))
    hashes.set(room, await secrets.hash(password));
  return { ...secrets, setFor: (room) => hashes.get(room) ?? hashes.get(ANY_ROOM) ?? null };
}
