import { randomBytes } from 'node:crypto';
import { createDirectory } from '../extensions/directory.ts';
import { hands } from '../extensions/hands.ts';
import { createInvitation } from '../extensions/invitation.ts';
import { knock } from '../extensions/knock.ts';
import { lock } from '../extensions/lock.ts';
import { names } from '../extensions/names.ts';
import { createPassword } from '../extensions/password.ts';
import type { AnyExtension } from '../protocol/extension.ts';
import { openBookOfNames } from './book-of-names.ts';
import { createInvitations, type InvitationSettings } from './invitations.ts';
import { createPasswords, type PasswordSettings } from './passwords.ts';
import type { Shelf } from './shelf.ts';

/** Those that a server can do without: nothing that keeps anybody out. */
const unguarded = [hands];

interface LeaveOutSettings {
  readonly LEAVE_OUT: readonly string[];
}

/**
 * What is optional in our own protocol. Whoever enters is asked by them in this order. Without a shelf for names nobody
 * is called by one.
 */
export async function createOwnExtensions(
  settings: InvitationSettings & PasswordSettings & LeaveOutSettings,
  now: () => number,
  shelf: Shelf | null,
): Promise<AnyExtension[]> {
  const invitations = await createInvitations(settings, now);
  const passwords = await createPasswords(settings, now);
  const directory = shelf ? [await openDirectory(shelf, now)] : [];
  const guards = [createInvitation(invitations), lock, createPassword(passwords), knock];
  const wanted = unguarded.filter(({ words }) => !settings.LEAVE_OUT.includes(words.name));
  return [names, ...guards, ...wanted, ...directory];
}

async function openDirectory(shelf: Shelf, now: () => number): Promise<AnyExtension> {
  const newId = () => randomBytes(16).toString('base64url');
  return createDirectory({ book: await openBookOfNames({ shelf, now }), newId });
}
