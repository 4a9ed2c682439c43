/** One record of RTCStatsReport: what is read of W3C webrtc-stats. Browsers differ, and so do moments: all may be missing. */
export interface Stat {
  readonly id: string;
  readonly type: string;
  /** Milliseconds since 1970. */
  readonly timestamp: number;

  // transport, candidate-pair
  readonly selectedCandidatePairId?: string;
  /** Firefox's own. */
  readonly selected?: boolean;
  readonly nominated?: boolean;
  readonly state?: string;
  readonly localCandidateId?: string;
  readonly remoteCandidateId?: string;
  /** Seconds. */
  readonly currentRoundTripTime?: number;

  // local-candidate, remote-candidate
  readonly candidateType?: string;
  readonly protocol?: string;
  readonly relayProtocol?: string;
  readonly url?: string;
  readonly address?: string;

  // remote-inbound-rtp
  /** Seconds. */
  readonly roundTripTime?: number;
}

export type Stats = ReadonlyMap<string, Stat>;
