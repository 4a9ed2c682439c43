import type { Codecs } from './peer/codec-order.ts';

/** What a call is made of outside: passed in, so that it runs wherever there is WebRTC. */
export interface RtcFactory {
  readonly createConnection: (configuration: RTCConfiguration) => RTCPeerConnection;
  readonly createStream: () => MediaStream;
  /** How often each connection is measured; without it, never. */
  readonly measureEveryMs?: number;
  /** Whether provisional answers were tried there: see rehearsal.ts. */
  readonly shouldRehearse?: boolean;
  /** Without it WebRTC has its own order. */
  readonly codecs?: () => Codecs;
}
