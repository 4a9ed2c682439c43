import type { OutgoingMedia } from '../state.ts';
import { type Codecs, orderAudio, orderVideo } from './codec-order.ts';
import {
  applyEncoding,
  autoQuality,
  encodingFor,
  firstScale,
  type Quality,
  soundEncoding,
} from './quality.ts';

type Kind = 'audio' | 'video';
const kinds: readonly Kind[] = ['audio', 'video'];

/** RFC 8866, section 6.7: whoever says so takes nothing. */
const ONE_WAY = /^a=(?:sendonly|inactive)/m;

/** Once connected: by then the first pictures are there, and the browser knows more of the way. */
const FIRST_PICTURES_MS = 500;

/** W3C webrtc-extensions, section 6: what the compiler's library doesn't know yet. */
interface KeyFrameSender extends RTCRtpSender {
  setParameters(
    parameters: RTCRtpSendParameters,
    options?: { readonly encodingOptions: readonly { readonly keyFrame: boolean }[] },
  ): Promise<void>;
}

/**
 * The one transceiver of each kind through which media goes both ways. It is there whether or not there is
 * anything to send, so that a camera switched on later needs no new negotiation.
 */
export class Transceivers {
  readonly #connection: RTCPeerConnection;
  /** Puts sound and picture into one stream at the other side, which keeps them in step. */
  readonly #stream: MediaStream;
  /** Null leaves the order to WebRTC. */
  readonly #codecs: Codecs | null;
  /** For pictures, by the side that answers: the other one follows the answer. */
  #chosen: string | null = null;
  /** Of both kinds, whether or not anything is sent. */
  readonly #direction: 'sendrecv' | 'recvonly';
  #media: OutgoingMedia = { microphone: null, camera: null };
  #quality: Quality = autoQuality;
  #encoded: Promise<void> = Promise.resolve();
  #isNegotiated = false;
  /**
   * Made before the first offer: it takes them (RFC 8829, section 5.10), as it would none that has no track. Null where
   * nothing is made for one.
   */
  #prepared: Set<RTCRtpTransceiver> | null = null;
  #isBeginning = true;

  constructor(
    connection: RTCPeerConnection,
    stream: MediaStream,
    codecs: Codecs | null,
    direction: 'sendrecv' | 'recvonly' = 'sendrecv',
  ) {
    this.#connection = connection;
    this.#stream = stream;
    this.#codecs = codecs;
    this.#direction = direction;
    connection.addEventListener('connectionstatechange', () => {
      if (connection.connectionState === 'connected')
        setTimeout(() => this.#grow(), FIRST_PICTURES_MS);
    });
  }

  /** For the side that makes the first offer. */
  open(): void {
    for (const kind of kinds) this.#add(kind);
  }

  /** For the side that will answer: what it sends, and where it hears and sees the other, need not be made then. */
  prepare(): void {
    this.#prepared = new Set();
  }

  /** Whether an offer takes what is ready for one: that of somebody who only sends does not. */
  suits(offer: string): boolean {
    const parts = offer.split(/^(?=m=)/m).filter((part) => ONE_WAY.test(part));
    return [...(this.#prepared ?? [])].every(({ receiver: { track } }) =>
      parts.every((part) => !part.startsWith(`m=${track.kind} `)),
    );
  }

  /** For the side that answers: what is offered is used in both directions. Before the answer is made. */
  async accept(): Promise<void> {
    const unprepared = kinds.filter((kind) => this.#accept(kind));
    await Promise.all(unprepared.map((kind) => this.#attach(kind)));
  }

  /** Whether it has yet to be given a track. */
  #accept(kind: Kind): boolean {
    const offered = this.#find(kind);
    if (!offered) return false;
    const isPrepared = this.#prepared?.delete(offered) === true;
    if (isPrepared || offered.direction !== 'sendrecv') this.#prefer(offered, kind);
    if (offered.direction === 'sendrecv') return !isPrepared;
    offered.direction = this.#direction;
    offered.sender.setStreams(this.#stream);
    return true;
  }

  /** After an answer: what was not offered, and is to be sent now or later, is offered by this side. */
  complete(): void {
    this.#isNegotiated = true;
    // What can be chosen is known with the answer.
    this.#encodeIfPossible();
    for (const kind of kinds) if (this.#outgoing(kind) && !this.#find(kind)) this.#add(kind);
  }

  /** At any time: it holds for whatever is sent from then on. */
  async setQuality(quality: Quality): Promise<void> {
    this.#quality = quality;
    await this.#encode();
  }

  async send(media: OutgoingMedia): Promise<void> {
    this.#media = media;
    if (this.#isNegotiated) this.complete();
    else if (this.#prepared) this.#make(this.#prepared);
    await Promise.all(kinds.map((kind) => this.#attach(kind)));
    await this.#encode();
  }

  /** What arrives. Null until the kind is negotiated. */
  incoming(kind: Kind): MediaStreamTrack | null {
    const transceiver = this.#find(kind);
    return transceiver?.currentDirection ? transceiver.receiver.track : null;
  }

  /** What will arrive; null where only an offer can tell. */
  expected(kind: Kind): MediaStreamTrack | null {
    return this.#find(kind)?.receiver.track ?? null;
  }

  /** Begins with a whole picture. The other side would wait seconds before it asked for one. */
  refreshPicture(): void {
    void this.#inTurn(async () => {
      const sender = this.#find('video')?.sender as KeyFrameSender | undefined;
      if (!sender?.track) return;
      const parameters = sender.getParameters();
      const encodingOptions = parameters.encodings.map(() => ({ keyFrame: true }));
      // Browsers that know no options ignore them, and a call that is just ending refuses.
      await sender.setParameters(parameters, { encodingOptions }).catch(() => {});
    });
  }

  #grow(): void {
    if (!this.#isBeginning) return;
    this.#isBeginning = false;
    this.#encodeIfPossible();
  }

  #make(prepared: Set<RTCRtpTransceiver>): void {
    for (const kind of kinds) {
      const track = this.#outgoing(kind);
      if (!track || this.#find(kind)) continue;
      const sender = this.#connection.addTrack(track, this.#stream);
      const made = this.#connection.getTransceivers().find((one) => one.sender === sender);
      if (made) prepared.add(made);
    }
  }

  #add(kind: Kind): void {
    const transceiver = this.#connection.addTransceiver(this.#outgoing(kind) ?? kind, {
      direction: this.#direction,
      streams: [this.#stream],
      ...(kind === 'video' && { sendEncodings: [this.#encoding] }),
    });
    this.#prefer(transceiver, kind);
  }

  #prefer(transceiver: RTCRtpTransceiver, kind: Kind): void {
    if (!this.#codecs || !('setCodecPreferences' in transceiver)) return;
    const offer = this.#connection.pendingRemoteDescription?.sdp ?? null;
    const order = kind === 'audio' ? orderAudio(this.#codecs) : orderVideo(this.#codecs, offer);
    transceiver.setCodecPreferences([...order]);
    if (kind === 'video' && offer !== null) this.#chosen = order[0]?.mimeType ?? null;
  }

  async #attach(kind: Kind): Promise<void> {
    // Also where the sender seems to have the track: it still shows the old one while a change is on its way.
    await this.#find(kind)?.sender.replaceTrack(this.#outgoing(kind));
  }

  #encode(): Promise<void> {
    return this.#inTurn(async () => {
      const [sound, picture] = kinds.map((kind) => this.#find(kind)?.sender);
      const kept = this.#media.isScreen ? 'maintain-resolution' : 'maintain-framerate';
      // The first picture waits for neither.
      const preference = this.#isBeginning ? undefined : kept;
      if (picture) await applyEncoding(picture, this.#encoding, this.#chosen, preference);
      if (sound && preference) await applyEncoding(sound, soundEncoding, null);
    });
  }

  /** A call that is just ending refuses. */
  #encodeIfPossible(): void {
    this.#encode().catch(() => {});
  }

  get #encoding(): ReturnType<typeof encodingFor> {
    const leastScale = this.#isBeginning ? firstScale(this.#media.camera) : 1;
    return encodingFor(this.#quality, this.#media.isScreen === true, leastScale);
  }

  /** One after the other: parameters that were read before others were set are refused. */
  #inTurn(job: () => Promise<void>): Promise<void> {
    const done = this.#encoded.then(job);
    this.#encoded = done.catch(() => {});
    return done;
  }

  #outgoing(kind: Kind): MediaStreamTrack | null {
    return kind === 'audio' ? this.#media.microphone : this.#media.camera;
  }

  /** The first that both sides know, else the first: a rollback may leave one of ours that has no partner. */
  #find(kind: Kind): RTCRtpTransceiver | undefined {
    const all = this.#connection.getTransceivers().filter(({ receiver, currentDirection }) => {
      return receiver.track.kind === kind && currentDirection !== 'stopped';
    });
    return all.find(({ mid }) => mid !== null) ?? all[0];
  }
}
