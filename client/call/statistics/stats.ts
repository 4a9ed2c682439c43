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
  /** Bits a second. */
  readonly availableOutgoingBitrate?: number;

  // local-candidate, remote-candidate
  readonly candidateType?: string;
  readonly protocol?: string;
  readonly relayProtocol?: string;
  readonly url?: string;
  readonly address?: string;

  // inbound-rtp, outbound-rtp
  readonly kind?: string;
  readonly codecId?: string;
  readonly bytesReceived?: number;
  readonly bytesSent?: number;
  readonly packetsReceived?: number;
  readonly packetsSent?: number;
  readonly packetsLost?: number;
  readonly framesDecoded?: number;
  readonly framesSent?: number;
  readonly framesPerSecond?: number;
  /** Seconds, of all frames together: from the first packet of each to its being decoded. */
  readonly totalProcessingDelay?: number;
  readonly frameWidth?: number;
  readonly frameHeight?: number;

  // remote-inbound-rtp: what the other side reported of our stream `localId`
  readonly localId?: string;
  /** Of the packets since its report before: 0 to 1. */
  readonly fractionLost?: number;
  /** Seconds. */
  readonly roundTripTime?: number;

  // codec
  /** Like `video/VP9`. */
  readonly mimeType?: string;
  /** Hertz. */
  readonly clockRate?: number;
}

export type Stats = ReadonlyMap<string, Stat>;
