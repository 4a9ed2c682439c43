import { isCandidate, isDescription, type Signal } from '../../protocol/signals.ts';

/**
 * A page of the field, as such pages are: fixed roles, no negotiation beyond the first, candidates in the form
 * `{type, label, id, candidate}` of which only label and candidate reach the browser.
 */
export interface FieldClient {
  readonly connection: RTCPeerConnection;
  /** The signals that it has sent and nobody has taken yet. */
  readonly sent: Signal[];
  call(): Promise<void>;
  handle(signal: Signal): Promise<void>;
}

export function createFieldClient(): FieldClient {
  const connection = new RTCPeerConnection();
  const sent: Signal[] = [];
  connection.onicecandidate = ({ candidate }) => {
    if (!candidate) return;
    const { sdpMLineIndex, sdpMid } = candidate;
    sent.push({
      type: 'candidate',
      label: sdpMLineIndex ?? 0,
      id: sdpMid,
      candidate: candidate.candidate,
    });
  };

  async function describe(description: RTCSessionDescriptionInit): Promise<void> {
    await connection.setLocalDescription(description);
    const { type, sdp } = description;
    if (type === 'offer' || type === 'answer') sent.push({ type, sdp: sdp ?? '' });
  }

  return {
    connection,
    sent,
    call: async () => describe(await connection.createOffer()),
    async handle(signal) {
      if (isDescription(signal)) {
        await connection.setRemoteDescription(signal as RTCSessionDescriptionInit);
        if (signal.type === 'offer') await describe(await connection.createAnswer());
      } else if (isCandidate(signal) && 'label' in signal) {
        const { label, candidate } = signal;
        await connection.addIceCandidate(new RTCIceCandidate({ sdpMLineIndex: label, candidate }));
      }
    },
  };
}
