import type { CallStatus } from '../../call/state.ts';
import type { KnownProblem } from '../known-problem.ts';

/** What can be mended at the door. */
const doorProblems: readonly KnownProblem[] = [
  'invitation-needed',
  'invitation-invalid',
  'locked',
  'password-needed',
  'password-wrong',
  'password-unset',
  'too-many-tries',
];

/** Why the door did not open, where something can be done about it there; null where nothing is the matter with it. */
export function doorProblem(status: CallStatus): KnownProblem | null {
  if (status.kind !== 'refused') return null;
  return doorProblems.find((code) => code === status.problem.code) ?? null;
}
