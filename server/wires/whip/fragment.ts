import type { CandidateSignal } from '../../../protocol/signals.ts';
import {
  attributeOf,
  type Credentials,
  candidatesIn,
  candidatesOf,
  credentialsOf,
  type Description,
  midOf,
  parseDescription,
} from './session-description.ts';

/** What a client says of its ICE after the offer, or hears of the other's (RFC 8840 section 9). */
export interface Fragment {
  /** Null where it doesn't say whose candidates these are. */
  readonly credentials: Credentials | null;
  readonly candidates: readonly CandidateSignal[];
}

/** Null for what is no fragment of a description. */
export function parseFragment(text: string): Fragment | null {
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  if (lines.length === 0 || !lines.every((line) => /^[a-z]=/.test(line))) return null;
  const parsed = parseDescription(['v=0', ...lines].join('\n'));
  const whole = parsed ?? { session: [], media: [lines] };
  return { credentials: credentialsOf(whole), candidates: candidatesIn(whole) };
}

/** Of the medium that carries all others (RFC 9143 section 7): the first that was taken. */
export function writeFragment(answer: Description): string {
  const { session } = answer;
  const lines = answer.media[0] ?? [];
  const { ufrag, pwd } = credentialsOf(answer) ?? { ufrag: '', pwd: '' };
  const options = attributeOf([...session, ...lines], 'ice-options');
  const written = [
    ...(options === null ? [] : [`a=ice-options:${options}`]),
    ...session.filter((line) => line.startsWith('a=group:BUNDLE')),
    lines[0] ?? '',
    `a=mid:${midOf(lines) ?? '0'}`,
    `a=ice-ufrag:${ufrag}`,
    `a=ice-pwd:${pwd}`,
    ...candidatesOf(lines).map((candidate) => `a=${candidate}`),
  ];
  return written.map((line) => `${line}\r\n`).join('');
}
