import type { invitationWords } from '../../extensions/invitation.ts';
import type { knockWords } from '../../extensions/knock.ts';
import type { lockWords } from '../../extensions/lock.ts';
import type { passwordWords } from '../../extensions/password.ts';
import type { RefusalCode } from '../../protocol/refusals.ts';
import type { CallProblem } from '../call/errors.ts';

type Codes<W extends { readonly refusals: object }> = keyof W['refusals'];

/** What the page has words for. */
export type KnownProblem =
  | RefusalCode
  | Codes<typeof invitationWords>
  | Codes<typeof lockWords>
  | Codes<typeof passwordWords>
  | Codes<typeof knockWords>
  | 'unreachable'
  | 'unknown';

/** A code that is newer than this page is unknown. */
export function wordsFor(
  texts: Readonly<Record<KnownProblem, string>>,
  { code }: CallProblem,
): string {
  return Object.hasOwn(texts, code) ? texts[code as KnownProblem] : texts.unknown;
}
