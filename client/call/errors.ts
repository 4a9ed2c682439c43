import { type RefusalCode, refusals } from '../../protocol/refusals.ts';

/** Why a call could not be entered: a refusal of the server, or what this side found itself. */
export interface CallProblem {
  readonly code: RefusalCode | 'unreachable' | 'unknown';
  /** The server's own sentence, in English, for logs and for codes newer than this client. */
  readonly message: string;
}

export const unreachable = (): CallProblem => ({
  code: 'unreachable',
  message: 'The server does not answer.',
});

export function fromRefusal(code: string, message: string): CallProblem {
  return { code: Object.hasOwn(refusals, code) ? (code as RefusalCode) : 'unknown', message };
}
