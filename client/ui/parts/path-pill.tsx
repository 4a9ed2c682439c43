import type { PeerSnapshot } from '../../call/state.ts';
import { words } from '../locales/words.ts';

/** Straight to the other person or by a server in between, and how long it takes there and back. */
export function PathPill({ peer: { connection, sample } }: { readonly peer: PeerSnapshot }) {
  if (connection !== 'connected' || !sample?.path) return null;
  const { path, milliseconds } = words.value;
  const { roundTripMs } = sample;
  const parts = [path[sample.path.kind], roundTripMs !== null && milliseconds(roundTripMs)];
  return <p class="pill dim">{parts.filter(Boolean).join(' · ')}</p>;
}
