import * as v from 'valibot';
import {
  type Admission,
  type AnyExtension,
  defineExtension,
  refuseAs,
} from '../protocol/extension.ts';
import type { RoomId } from '../protocol/ids.ts';
import type { Refused } from '../protocol/refusals.ts';

const MAX_INVITATION_CHARS = 4096;

/** A signed token (JWT, RFC 7519) by which another site sends people into rooms of this server. */
export const invitationWords = {
  name: 'invitation',
  requests: {},
  notices: {},
  options: {
    invitation: v.optional(
      v.pipe(v.string('an invitation is a text'), v.maxLength(MAX_INVITATION_CHARS)),
    ),
  },
  refusals: {
    'invitation-needed': 'This server lets in whoever was sent here by a link. Ask for one.',
    'invitation-invalid':
      'The link that you came by does not open this room, or not any more. Ask for a new one.',
  },
} as const;

/** What an invitation says, once its signature has been found good and its time not over. */
export interface Invitation {
  /** A host enters a locked room as well. */
  readonly isHost: boolean;
  readonly name: string | undefined;
}

export interface Invitations {
  readonly areNeeded: boolean;
  /** Null for what does not open this room, whatever is wrong with it. */
  read(invitation: string, room: RoomId): Promise<Invitation | null>;
}

export function createInvitation(invitations: Invitations): AnyExtension {
  return defineExtension<typeof invitationWords, null>({
    words: invitationWords,
    initial: null,
    handlers: {},
    beforeJoin({ room, options: { invitation } }) {
      if (invitation !== undefined) return accept(invitations, invitation, room.id);
      return invitations.areNeeded ? refuseAs(invitationWords, 'invitation-needed') : {};
    },
    look: () =>
      invitations.areNeeded ? { hidesInfo: true, tells: { isNeeded: true } } : undefined,
  });
}

/** The site that signed it answers for whom it sends: they are not asked for the password. */
async function accept(
  invitations: Invitations,
  invitation: string,
  room: RoomId,
): Promise<Refused | Admission<null>> {
  const read = await invitations.read(invitation, room);
  if (!read) return refuseAs(invitationWords, 'invitation-invalid');
  const { isHost, name } = read;
  const waives = isHost ? ['password', 'lock'] : ['password'];
  return { waives, ...(name !== undefined && { options: { name } }) };
}
