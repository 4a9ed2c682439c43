import type { VerificationSnapshot } from '../../call/verification/verification.ts';

/** What a person should make of it: `none` where there is nothing to say or do. */
export type KeyTrust = 'none' | 'open' | 'verified' | 'alarm';

export function keyTrust({ code, standing }: VerificationSnapshot): KeyTrust {
  if (code.kind === 'broken' || standing === 'changed' || standing === 'rejected') return 'alarm';
  if (standing === 'verified') return 'verified';
  return code.kind === 'ready' ? 'open' : 'none';
}
