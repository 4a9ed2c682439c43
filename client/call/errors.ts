/** Why a call could not be entered: a refusal of the server, or what this side found itself. */
export interface CallProblem {
  /** Of a refusal; or `unreachable`. */
  readonly code: string;
  /** The server's own sentence, in English, for logs and for codes that a page doesn't know. */
  readonly message: string;
}

export const unreachable = (): CallProblem => ({
  code: 'unreachable',
  message: 'The server does not answer.',
});
