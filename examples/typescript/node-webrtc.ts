import { createRequire } from 'node:module';
import type { RtcFactory } from 'parley/client';

interface Binding {
  readonly RTCPeerConnection: typeof RTCPeerConnection;
  readonly MediaStream: typeof MediaStream;
}

// Its own declarations don't compile.
const wrtc = createRequire(import.meta.url)('@roamhq/wrtc') as Binding;

/**
 * WebRTC in Node: libwebrtc itself. The binding is older than three parts of webrtc-pc that a call uses:
 * setLocalDescription() without an argument, the implicit rollback, and one operation after the other.
 */
class NodePeerConnection extends wrtc.RTCPeerConnection {
  #operations: Promise<unknown> = Promise.resolve();

  override setLocalDescription(): Promise<void> {
    return this.#chain(async () => {
      const isAsked = this.signalingState === 'have-remote-offer';
      await super.setLocalDescription(await (isAsked ? this.createAnswer() : this.createOffer()));
    });
  }

  override setRemoteDescription(given: RTCSessionDescriptionInit): Promise<void> {
    return this.#chain(async () => {
      const isGlare = given.type === 'offer' && this.signalingState === 'have-local-offer';
      if (isGlare) await super.setLocalDescription({ type: 'rollback' });
      await super.setRemoteDescription(given);
    });
  }

  #chain(operation: () => Promise<void>): Promise<void> {
    const done = this.#operations.then(operation);
    this.#operations = done.catch(() => {});
    return done;
  }
}

export const nodeWebRtc: RtcFactory = {
  createConnection: (configuration) => new NodePeerConnection(configuration),
  createStream: () => new wrtc.MediaStream(),
};
