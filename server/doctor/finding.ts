export type State = 'good' | 'warning' | 'fault';

/** What a check says of one thing that it looked at. */
export interface Finding {
  readonly check: string;
  readonly state: State;
  readonly what: string;
  /** What to do about it, as a sentence. */
  readonly mend?: string;
}

/** The three words of one check. */
export interface Speaker {
  good(what: string): Finding;
  warning(what: string, mend: string): Finding;
  fault(what: string, mend: string): Finding;
  /** What the server itself would say before it gives up: what is wrong, a semicolon, and what to do. */
  complaint(words: string): Finding;
}

export function speaker(check: string): Speaker {
  const fault = (what: string, mend: string): Finding => ({ check, state: 'fault', what, mend });
  return {
    good: (what) => ({ check, state: 'good', what }),
    warning: (what, mend) => ({ check, state: 'warning', what, mend }),
    fault,
    complaint(words) {
      const [what = '', ...mend] = words.split('; ');
      return mend.length > 0
        ? fault(`${what}.`, capital(mend.join('; ')))
        : fault(words, 'Correct it.');
    },
  };
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
