import * as v from 'valibot';

/** Every refusal: a stable code for programs, a sentence for people. A code is never renamed. */
export const refusals = {
  invalid: 'The request is not of the expected form.',
  'unknown-event': 'The server knows no such event.',
  'no-common-version':
    'Client and server speak no common version of the protocol. Load the page anew, or update the older of the two.',
  full: 'No seat is free in this room.',
  'seat-lost': 'This seat cannot be taken back. Join anew.',
  'not-in-room': 'You hold no seat in this room.',
  'no-such-member': 'Nobody with this id sits in this room.',
  'too-many-rooms': 'You sit in as many rooms as one connection may. Leave one first.',
  'too-large': 'The message is larger than the server relays.',
  'rate-limited': 'You ask for this too often. Wait a minute.',
  busy: 'Too many of your requests are still waiting. Wait for their answers.',
  internal: 'The server could not do this. It has been noted; try again.',
} as const;

export type RefusalCode = keyof typeof refusals;

export interface Refused {
  readonly ok: false;
  /** One of `refusals`, or of an extension's own. */
  readonly code: string;
  readonly message: string;
}

/** `detail` says what exactly was wrong, for the developer who reads it. */
export function refuse(code: RefusalCode, detail?: string): Refused {
  return {
    ok: false,
    code,
    message: detail === undefined ? refusals[code] : `${refusals[code]} (${detail})`,
  };
}

/** What a client takes for a refusal: also one whose code is newer than the client. */
export const refused = v.object({ ok: v.literal(false), code: v.string(), message: v.string() });
