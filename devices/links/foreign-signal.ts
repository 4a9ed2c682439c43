import * as v from 'valibot';
import {
  type CandidateSignal,
  type DescriptionSignal,
  fromCandidateSignal,
  toCandidateSignal,
} from '../../protocol/signals.ts';

/** A browser's own form, which the other families write. */
const init = v.object({
  candidate: v.string(),
  sdpMid: v.nullish(v.string()),
  sdpMLineIndex: v.nullish(v.number()),
});

/** A candidate line, or a browser's own form. Null for the end of candidates, and for what is none. */
export function readCandidate(given: unknown): CandidateSignal | null {
  const form = typeof given === 'string' ? { candidate: given } : given;
  const parsed = v.safeParse(init, form);
  if (!parsed.success || parsed.output.candidate === '') return null;
  const { candidate, sdpMid = null, sdpMLineIndex = null } = parsed.output;
  return toCandidateSignal({ candidate, sdpMid, sdpMLineIndex });
}

export function writeCandidate(signal: CandidateSignal): object {
  const { candidate, sdpMid = null, sdpMLineIndex = null } = fromCandidateSignal(signal) ?? {};
  return { candidate: candidate ?? '', sdpMid, sdpMLineIndex };
}

export function readDescription(type: unknown, sdp: unknown): DescriptionSignal | null {
  const isDescription = type === 'offer' || type === 'answer';
  return isDescription && typeof sdp === 'string' ? { type, sdp } : null;
}
