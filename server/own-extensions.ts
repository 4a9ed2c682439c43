import { createInvitation } from '../extensions/invitation.ts';
import { knock } from '../extensions/knock.ts';
import { lock } from '../extensions/lock.ts';
import { createPassword } from '../extensions/password.ts';
import type { AnyExtension } from '../protocol/extension.ts';
import { createInvitations, type InvitationSettings } from './invitations.ts';
import { createPasswords, type PasswordSettings } from './passwords.ts';

/** What is optional in our own protocol. Whoever enters is asked by them in this order. */
export async function createOwnExtensions(
  settings: InvitationSettings & PasswordSettings,
  now: () => number,
): Promise<AnyExtension[]> {
  const invitations = await createInvitations(settings, now);
  const passwords = await createPasswords(settings, now);
  return [createInvitation(invitations), lock, createPassword(passwords), knock];
}
