import type { Stat, Stats } from './stats.ts';

/** The way that the call takes through the network. */
export interface Path {
  readonly kind: 'direct' | 'relayed';
  readonly protocol: 'udp' | 'tcp' | 'tls';
  /** What each end of it is, in the words of ICE: host, srflx, prflx, relay. */
  readonly local: string;
  readonly remote: string;
  /** The server that relays: its URL, or its address where the browser tells no more. */
  readonly relay: string | null;
}

export function findPath(stats: Stats): Path | null {
  const pair = findSelectedPair(stats);
  const local = stats.get(pair?.localCandidateId ?? '');
  const remote = stats.get(pair?.remoteCandidateId ?? '');
  if (!local?.candidateType || !remote?.candidateType) return null;
  const relaying = [local, remote].find(({ candidateType }) => candidateType === 'relay');
  return {
    kind: relaying ? 'relayed' : 'direct',
    protocol: protocolOf(local),
    local: local.candidateType,
    remote: remote.candidateType,
    relay: relaying?.url ?? relaying?.address ?? null,
  };
}

/** Milliseconds. Firefox knows it of the media alone, and not before the first report of the other side. */
export function findRoundTrip(stats: Stats): number | null {
  const ofPair = findSelectedPair(stats)?.currentRoundTripTime;
  const ofMedia = [...stats.values()].find(
    ({ type, roundTripTime }) => type === 'remote-inbound-rtp' && roundTripTime !== undefined,
  )?.roundTripTime;
  const seconds = ofPair ?? ofMedia;
  return seconds === undefined ? null : seconds * 1000;
}

export function findAvailableBitrate(stats: Stats): number | null {
  return findSelectedPair(stats)?.availableOutgoingBitrate ?? null;
}

/** In the words of ICE, without addresses. */
export function describeEnds({ protocol, local, remote }: Path): string {
  return `${protocol.toUpperCase()}, ${local} ↔ ${remote}`;
}

function findSelectedPair(stats: Stats): Stat | undefined {
  const all = [...stats.values()];
  const id = all.find(({ selectedCandidatePairId }) => selectedCandidatePairId);
  const named = stats.get(id?.selectedCandidatePairId ?? '');
  if (named) return named;
  const pairs = all.filter(({ type }) => type === 'candidate-pair');
  return (
    pairs.find(({ selected }) => selected) ??
    pairs.find(({ nominated, state }) => nominated && state === 'succeeded')
  );
}

/** Towards the relay, where there is one of ours: that is what a firewall sees. */
function protocolOf({ relayProtocol, protocol }: Stat): Path['protocol'] {
  const name = relayProtocol ?? protocol;
  return name === 'tcp' || name === 'tls' ? name : 'udp';
}
