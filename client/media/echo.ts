/** A call with yourself: what the other person would hear, a moment later. */
export interface Echo {
  close(): void;
}

/** Long enough that a word is over before it comes back. */
const DELAY_S = 1.5;

export interface EchoOptions {
  readonly track: MediaStreamTrack;
  readonly speakerId: string | null;
  readonly createConnection: (configuration: RTCConfiguration) => RTCPeerConnection;
}

/**
 * Sends the microphone through a real connection of this browser to itself: the same capture, coding, encryption and
 * network stack as in a call. Resolves when the sound flows; rejects where no connection comes about in time.
 */
export async function startEcho({
  track,
  speakerId,
  createConnection,
}: EchoOptions): Promise<Echo> {
  const sending = createConnection({});
  const receiving = createConnection({});
  const context = new AudioContext();
  const audio = new Audio();
  const close = (): void => {
    for (const connection of [sending, receiving]) connection.close();
    audio.srcObject = null;
    void context.close();
  };
  try {
    sending.addTrack(track, new MediaStream([track]));
    await connect(sending, receiving);
    const [receiver] = receiving.getReceivers();
    if (!receiver) throw new Error('nothing is received');
    play({ context, audio, track: receiver.track, speakerId });
    return { close };
  } catch (error) {
    close();
    throw error;
  }
}

const PATIENCE_MS = 8_000;

async function connect(sending: RTCPeerConnection, receiving: RTCPeerConnection): Promise<void> {
  exchange(sending, receiving);
  exchange(receiving, sending);
  const isConnected = new Promise<void>((resolve, reject) => {
    setTimeout(() => reject(new Error('the echo does not connect')), PATIENCE_MS);
    sending.addEventListener('connectionstatechange', () => {
      if (sending.connectionState === 'connected') resolve();
    });
  });
  await sending.setLocalDescription();
  if (sending.localDescription) await receiving.setRemoteDescription(sending.localDescription);
  await receiving.setLocalDescription();
  if (receiving.localDescription) await sending.setRemoteDescription(receiving.localDescription);
  await isConnected;
}

function exchange(from: RTCPeerConnection, to: RTCPeerConnection): void {
  const waiting: RTCIceCandidate[] = [];
  const pass = (): void => {
    if (!to.remoteDescription) return;
    for (const candidate of waiting.splice(0)) void to.addIceCandidate(candidate);
  };
  from.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate) waiting.push(candidate);
    pass();
  });
  to.addEventListener('signalingstatechange', pass);
}

interface Playing {
  readonly context: AudioContext;
  readonly audio: HTMLAudioElement;
  readonly track: MediaStreamTrack;
  readonly speakerId: string | null;
}

function play({ context, audio, track, speakerId }: Playing): void {
  const received = new MediaStream([track]);
  // Chromium gives Web Audio nothing of a remote track that no element plays.
  const pump = new Audio();
  pump.muted = true;
  pump.srcObject = received;
  void pump.play();
  const out = context.createMediaStreamDestination();
  const delay = new DelayNode(context, { delayTime: DELAY_S, maxDelayTime: DELAY_S });
  context.createMediaStreamSource(received).connect(delay).connect(out);
  audio.srcObject = out.stream;
  const isNamed = speakerId !== null && 'setSinkId' in audio;
  const ready = isNamed ? audio.setSinkId(speakerId) : Promise.resolve();
  void ready.then(() => audio.play());
}
