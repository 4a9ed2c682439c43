import * as v from 'valibot';
import {
  type CandidateSignal,
  fromCandidateSignal,
  toCandidateSignal,
} from '../../../protocol/signals.ts';

/** As long as a name of a peer connection may be. */
const TAG_CHARS = 64;

/** Not yet checked: what a family wrote, in our form, as `message` takes it. */
interface Translated {
  readonly type: 'offer' | 'answer' | 'candidate';
  readonly [field: string]: unknown;
}

/**
 * An offer of a family that knows no names of peer connections is named by its certificate: each connection has its own, so
 * one that starts over is told from one that goes on.
 */
export function toDescription(type: 'offer' | 'answer', sdp: unknown): Translated {
  const tag = type === 'offer' && typeof sdp === 'string' ? tagOf(sdp) : undefined;
  return tag === undefined ? { type, sdp } : { type, sdp, peer: tag };
}

function tagOf(sdp: string): string | undefined {
  const [, fingerprint] = /\na=fingerprint:\S+ (\S+)/.exec(sdp) ?? [];
  return fingerprint?.replaceAll(':', '').toLowerCase().slice(0, TAG_CHARS);
}

const init = v.object({
  candidate: v.string(),
  sdpMid: v.nullish(v.string()),
  sdpMLineIndex: v.nullish(v.number()),
  usernameFragment: v.nullish(v.string()),
});

/** Null for the end of candidates, which is not sent. `given` is a candidate line, or a browser's own form. */
export function toCandidate(given: unknown): Translated | null {
  if (given === null || given === undefined || given === '') return null;
  if (typeof given === 'string') return { type: 'candidate', label: 0, candidate: given };
  const parsed = v.safeParse(init, given);
  if (!parsed.success) return { type: 'candidate', candidate: given };
  const { candidate, sdpMid, sdpMLineIndex, usernameFragment } = parsed.output;
  if (candidate === '') return null;
  const fields = { sdpMid: sdpMid ?? null, sdpMLineIndex: sdpMLineIndex ?? null };
  const fragment = usernameFragment ?? null;
  return toCandidateSignal({ candidate, ...fields, usernameFragment: fragment }) as Translated;
}

export interface ForeignCandidate {
  readonly candidate: string;
  readonly sdpMid: string | null;
  readonly sdpMLineIndex: number | null;
}

/** Null for the end of candidates. */
export function fromCandidate(signal: CandidateSignal): ForeignCandidate | null {
  const { candidate, sdpMid = null, sdpMLineIndex = null } = fromCandidateSignal(signal) ?? {};
  return candidate ? { candidate, sdpMid, sdpMLineIndex } : null;
}
