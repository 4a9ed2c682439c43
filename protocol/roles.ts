import * as v from 'valibot';

/** A participant sends and receives. */
export const role = v.picklist(
  ['participant', 'sender', 'receiver'],
  'a role is participant, sender or receiver',
);
export type Role = v.InferOutput<typeof role>;

/** One that is not everybody's: a participant is told of without it. */
export const ownRole = v.picklist(['sender', 'receiver']);
export type OwnRole = v.InferOutput<typeof ownRole>;

export function toOwnRole(given: Role | undefined): OwnRole | undefined {
  return given === 'participant' ? undefined : given;
}
