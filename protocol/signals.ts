import * as v from 'valibot';
import { copyPlain, MAX_DEPTH, MAX_MESSAGE_CHARS, type Plain, sizeOfPlain } from './plain.ts';

/** The one fault that has a refusal code of its own. */
export const TOO_LARGE = 'the message is too large';

/** A candidate line is about 100 characters; RFC 8839 sets no bound. */
const MAX_CANDIDATE_CHARS = 1024;

export const description = v.object({
  type: v.picklist(['offer', 'answer']),
  sdp: v.pipe(
    v.string('the sdp is a text'),
    v.nonEmpty('the sdp is empty'),
    v.maxLength(MAX_MESSAGE_CHARS, TOO_LARGE),
    v.check(isForDtls, 'the sdp has an a=fingerprint, and no a=crypto'),
  ),
  /**
   * Which peer connection of the offering side it belongs to; an answer repeats it. When one side starts over, what
   * was still on its way between the old ones is told from what the new ones say. Clients of others send none.
   */
  peer: v.optional(v.pipe(v.string(), v.maxLength(64))),
});

/** RFC 8827 section 6.5: keys come from DTLS. With `a=crypto` (RFC 4568) they would stand in the description itself. */
function isForDtls(sdp: string): boolean {
  return sdp.includes('\na=fingerprint:') && !sdp.includes('\na=crypto:');
}

const candidateLine = v.pipe(v.string(), v.maxLength(MAX_CANDIDATE_CHARS));
const lineIndex = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65535));
const mid = v.pipe(v.string(), v.maxLength(64));

/** RTCIceCandidateInit, the browser's own form. */
const candidateInit = v.object({
  candidate: v.optional(candidateLine),
  sdpMid: v.nullish(mid),
  sdpMLineIndex: v.nullish(lineIndex),
  usernameFragment: v.nullish(v.pipe(v.string(), v.maxLength(256))),
});

/** The form in the field: `label` is sdpMLineIndex, `id` is sdpMid. */
const labelledCandidate = v.object({
  type: v.literal('candidate'),
  label: lineIndex,
  id: v.nullish(mid),
  candidate: candidateLine,
});

/** The browser's own form, flat or whole: what `JSON.stringify(event.candidate)` gives, with a type added. */
const flatCandidate = v.object({ type: v.literal('candidate'), ...candidateInit.entries });
const nestedCandidate = v.object({
  type: v.literal('candidate'),
  candidate: v.nullable(candidateInit),
});

export const candidate = v.union(
  [labelledCandidate, nestedCandidate, flatCandidate],
  'a candidate is {type, label, id, candidate}',
);

export type DescriptionSignal = v.InferOutput<typeof description>;
export type CandidateSignal = v.InferOutput<typeof candidate>;
/** Anything else with a string `type` is relayed as it is: this is how people extend the protocol. */
export interface OtherSignal {
  readonly type: string;
  readonly [key: string]: Plain;
}
export type Signal = DescriptionSignal | CandidateSignal | OtherSignal;

/** What `message` carries. Known kinds are rebuilt from their known fields; others are copied, bounded. */
export const signal = v.pipe(
  v.unknown(),
  v.rawTransform<unknown, Signal>(({ dataset, addIssue, NEVER }) => {
    const result = readSignal(dataset.value);
    if (typeof result !== 'string') return result;
    addIssue({ message: result });
    return NEVER;
  }),
);

export function isDescription(value: Signal): value is DescriptionSignal {
  return value.type === 'offer' || value.type === 'answer';
}

export function isCandidate(value: Signal): value is CandidateSignal {
  return value.type === 'candidate';
}

/** In characters. A candidate is small by its shape, and counts as none. */
export function sizeOf(value: Signal): number {
  if (isCandidate(value)) return 0;
  return isDescription(value) ? value.sdp.length : sizeOfPlain(value);
}

const whyNot = {
  'too-large': TOO_LARGE,
  'too-deep': `the message is nested deeper than ${MAX_DEPTH}`,
  'not-json': 'the message holds what JSON does not',
} as const;

/** The signal, or what is wrong with it. */
function readSignal(value: unknown): Signal | string {
  const type =
    typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;
  if (typeof type !== 'string') return 'a message is an object with a text as its type';
  if (type === 'offer' || type === 'answer') return parsed(description, value);
  if (type === 'candidate') return parsed(candidate, value);
  const copied = copyPlain(value);
  return copied.ok ? (copied.value as OtherSignal) : whyNot[copied.why];
}

function parsed<T extends Signal>(
  schema: v.GenericSchema<unknown, T>,
  value: unknown,
): Signal | string {
  const result = v.safeParse(schema, value, { abortEarly: true });
  return result.success ? result.output : result.issues[0].message;
}

interface CandidateInit {
  candidate?: string;
  sdpMid?: string | null;
  sdpMLineIndex?: number | null;
  usernameFragment?: string | null;
}

/**
 * The candidate as it goes on the wire. The username fragment travels inside the line, as the extension
 * attribute of RFC 8839 section 5.1 that browsers use, because the form in the field has no place for it.
 */
export function toCandidateSignal(init: CandidateInit): CandidateSignal {
  const line = init.candidate ?? '';
  const fragment = init.usernameFragment;
  const isNamed = line === '' || !fragment || / ufrag /.test(line);
  return {
    type: 'candidate',
    label: init.sdpMLineIndex ?? 0,
    id: init.sdpMid ?? null,
    candidate: isNamed ? line : `${line} ufrag ${fragment}`,
  };
}

/** What `addIceCandidate` takes; null where the signal says that there are no more. */
export function fromCandidateSignal(value: CandidateSignal): CandidateInit | null {
  const init = toInit(value);
  if (!init?.candidate) return null;
  const fragment = init.usernameFragment ?? / ufrag (\S+)/.exec(init.candidate)?.[1] ?? null;
  return {
    candidate: init.candidate,
    sdpMid: init.sdpMid ?? null,
    sdpMLineIndex: init.sdpMLineIndex ?? (init.sdpMid ? null : 0),
    usernameFragment: fragment,
  };
}

function toInit(value: CandidateSignal): CandidateInit | null {
  if ('label' in value) {
    return { candidate: value.candidate, sdpMLineIndex: value.label, sdpMid: value.id ?? null };
  }
  if (typeof value.candidate === 'object') return (value.candidate as CandidateInit | null) ?? null;
  return value as CandidateInit;
}
