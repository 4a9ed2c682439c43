import { createRequire } from 'node:module';

interface Sink {
  stop(): void;
}

/** What is used of the binding. Its own declarations don't compile. */
interface Binding {
  readonly RTCPeerConnection: typeof RTCPeerConnection;
  readonly MediaStream: typeof MediaStream;
  readonly nonstandard: {
    readonly RTCVideoSource: new () => {
      createTrack(): MediaStreamTrack;
      onFrame(frame: Frame & { readonly data: Uint8ClampedArray }): void;
    };
    readonly RTCAudioSource: new () => {
      createTrack(): MediaStreamTrack;
      onData(data: { samples: Int16Array; sampleRate: number; channelCount: number }): void;
    };
    readonly RTCVideoSink: new (
      track: MediaStreamTrack,
    ) => Sink & { onframe: (event: { readonly frame: Frame }) => void };
    readonly RTCAudioSink: new (
      track: MediaStreamTrack,
    ) => Sink & { ondata: (event: { readonly samples: Int16Array }) => void };
  };
}

interface Frame {
  readonly width: number;
  readonly height: number;
}

const wrtc = createRequire(import.meta.url)('@roamhq/wrtc') as Binding;

/**
 * WebRTC in Node: libwebrtc itself, behind the interface of the browser. Its binding is older than three parts of
 * webrtc-pc that perfect negotiation uses: setLocalDescription() without an argument, the implicit rollback, and the
 * chain that lets one operation follow the other.
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

export const nodeRtc = {
  createConnection: (): RTCPeerConnection => new NodePeerConnection(),
  createStream: (): MediaStream => new wrtc.MediaStream(),
};

const { RTCVideoSource, RTCVideoSink, RTCAudioSource, RTCAudioSink } = wrtc.nonstandard;
const [WIDTH, HEIGHT] = [320, 240];
const SAMPLE_RATE = 48_000;
const TONE_HZ = 440;

export interface NodeDevices {
  readonly camera: MediaStreamTrack;
  readonly microphone: MediaStreamTrack;
  stop(): void;
}

/** A grey picture that changes its brightness, and a tone. */
export function createDevices(): NodeDevices {
  const [video, audio] = [new RTCVideoSource(), new RTCAudioSource()];
  const [camera, microphone] = [video.createTrack(), audio.createTrack()];
  let count = 0;
  const timer = setInterval(() => {
    count += 1;
    const data = new Uint8ClampedArray((WIDTH * HEIGHT * 3) / 2).fill(64 + ((count * 8) % 128));
    video.onFrame({ width: WIDTH, height: HEIGHT, data });
    audio.onData({ samples: tone(count), sampleRate: SAMPLE_RATE, channelCount: 1 });
  }, 10);
  return {
    camera,
    microphone,
    stop() {
      clearInterval(timer);
      camera.stop();
      microphone.stop();
    },
  };
}

/** Ten milliseconds of it. */
function tone(count: number): Int16Array {
  const length = SAMPLE_RATE / 100;
  return Int16Array.from({ length }, (_, index) => {
    const seconds = (count * length + index) / SAMPLE_RATE;
    return 8000 * Math.sin(2 * Math.PI * TONE_HZ * seconds);
  });
}

/** Resolves with the next frame of a picture. */
export function nextFrame(track: MediaStreamTrack): Promise<Frame> {
  return new Promise((resolve) => {
    const sink = new RTCVideoSink(track);
    sink.onframe = ({ frame }) => {
      sink.stop();
      resolve(frame);
    };
  });
}

/** Resolves when something louder than noise is heard. */
export function nextSound(track: MediaStreamTrack): Promise<void> {
  return new Promise((resolve) => {
    const sink = new RTCAudioSink(track);
    sink.ondata = ({ samples }) => {
      if (!samples.some((sample) => Math.abs(sample) > 1000)) return;
      sink.stop();
      resolve();
    };
  });
}
