import type { PeerSnapshot } from '../../call/state.ts';
import type { PictureRates } from './figures.ts';

/** What there is to say of a picture. `still`: connected, and no picture comes. */
export type PictureState =
  | 'connecting'
  | 'live'
  | 'camera-off'
  | 'still'
  | 'lost'
  | 'failed'
  | 'gone';

/** A device may send one picture in a while; after this it counts as silent. */
const SILENT_MS = 5_000;

interface Seen {
  /** Of a video. */
  readonly hasFrame: boolean;
  /** Of single pictures; null where none ever came. */
  readonly rates: PictureRates | null;
  /** The first picture should have come by now. */
  readonly isLate: boolean;
}

export function pictureState(peer: PeerSnapshot | null, seen: Seen): PictureState {
  if (!peer) return 'gone';
  if (peer.failure) return 'failed';
  switch (peer.connection) {
    case 'connecting':
      return 'connecting';
    case 'interrupted':
    case 'failed':
      return 'lost';
    case 'connected':
      return connectedState(peer, seen);
  }
}

function connectedState({ isSending, sample }: PeerSnapshot, seen: Seen): PictureState {
  const { hasFrame, rates, isLate } = seen;
  if (rates) return rates.silentMs < SILENT_MS ? 'live' : 'still';
  if (isSending?.camera === false) return 'camera-off';
  if (!isLate) return hasFrame ? 'live' : 'connecting';
  return hasFrame && sample?.receiving.picture ? 'live' : 'still';
}
