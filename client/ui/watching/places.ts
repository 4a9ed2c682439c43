import type { PeerSnapshot } from '../../call/state.ts';

/** A place on the wall, which stays where it is while whoever has it is gone. */
export interface Place {
  readonly key: string;
  readonly name: string | null;
  /** Null while it has gone. */
  readonly peer: PeerSnapshot | null;
}

/** Whoever comes back has another id each time, and is known by its name. */
export function placesAfter(
  places: readonly Place[],
  peers: readonly PeerSnapshot[],
): readonly Place[] {
  const next: Place[] = places.map((place) => ({
    ...place,
    peer: peers.find(({ id }) => id === place.peer?.id) ?? null,
  }));
  for (const peer of peers) {
    if (next.some((place) => place.peer?.id === peer.id)) continue;
    const free = next.findIndex((place) => place.peer === null && place.name === peer.name);
    const place = { key: next[free]?.key ?? peer.id, name: peer.name, peer };
    if (free === -1) next.push(place);
    else next[free] = place;
  }
  return next;
}
