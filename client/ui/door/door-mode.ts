import type { KnownProblem } from '../known-problem.ts';
import type { Door } from './use-door.ts';

/** `uninvited`: nothing that can be done here opens it. */
export type DoorMode = 'open' | 'password' | 'locked' | 'uninvited';

interface Asked {
  readonly hasInvitation: boolean;
  /** Why it did not open just now. */
  readonly problem: KnownProblem | null;
}

/** What the door takes. Where it is not known yet what the server says, the last refusal counts. */
export function doorMode(door: Door | null, { hasInvitation, problem }: Asked): DoorMode {
  const isInvitationNeeded = door ? asks(door, 'invitation') : problem === 'invitation-needed';
  const isLocked = door ? asks(door, 'lock') : problem === 'locked';
  const isPasswordNeeded = door ? asks(door, 'password') : isAboutPassword(problem);
  if (isInvitationNeeded && !hasInvitation) return 'uninvited';
  // An invitation may stand for all of it: that is tried first.
  if (isLocked && (!hasInvitation || problem === 'locked')) return 'locked';
  return isPasswordNeeded && !hasInvitation ? 'password' : 'open';
}

/** Each extension says in its own word that it asks for something: `isNeeded`, `isLocked`. */
function asks({ extensions }: Door, name: 'invitation' | 'lock' | 'password'): boolean {
  const said = extensions?.[name];
  return typeof said === 'object' && said !== null && Object.values(said).includes(true);
}

function isAboutPassword(problem: KnownProblem | null): boolean {
  return problem === 'password-needed' || problem === 'password-wrong';
}
