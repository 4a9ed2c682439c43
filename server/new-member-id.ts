import { randomBytes } from 'node:crypto';
import { type MemberId, parseMemberId } from '../protocol/ids.ts';

/** `@` and 96 random bits. */
export function newMemberId(): MemberId {
  const id = parseMemberId(`@${randomBytes(12).toString('base64url')}`);
  if (!id) throw new Error('a new id does not fit its own shape');
  return id;
}
