import type { PeerSnapshot } from '../../call/state.ts';
import { Wall } from './wall.tsx';

/** In a call with several others, cameras or people: all of them, with their sound. */
export function Others({ peers }: { readonly peers: readonly PeerSnapshot[] }) {
  const places = peers.map((peer) => ({ key: peer.id, name: peer.name, peer }));
  return (
    <div class="others">
      <Wall call={null} places={places} hasFigures={false} onRemove={() => {}} />
    </div>
  );
}
