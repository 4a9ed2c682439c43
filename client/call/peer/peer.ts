import { nameOf } from '../../../extensions/names.ts';
import type { Control } from '../../../protocol/channel.ts';
import type { MemberInfo } from '../../../protocol/events.ts';
import type { MemberId } from '../../../protocol/ids.ts';
import type { Signal } from '../../../protocol/signals.ts';
import type { OutgoingMedia, PeerSnapshot } from '../state.ts';
import { Statistics } from '../statistics/statistics.ts';
import type { Comparison } from '../verification/keyring.ts';
import { Verification } from '../verification/verification.ts';
import { Channels } from './channels.ts';
import { Diagnosis } from './diagnosis.ts';
import { IceLadder } from './ice-ladder.ts';
import { Negotiation } from './negotiation.ts';
import { OtherSide } from './other-side.ts';
import { PeerChat } from './peer-chat.ts';
import type { PeerOptions } from './peer-options.ts';
import { Pulse } from './pulse.ts';
import type { Quality } from './quality.ts';
import { Sending } from './sending.ts';
import { Transceivers } from './transceivers.ts';

/** One RTCPeerConnection with one other member. */
export class Peer {
  #info: MemberInfo | null;
  readonly #options: PeerOptions;
  readonly #negotiation: Negotiation;
  readonly #transceivers: Transceivers;
  readonly #channels: Channels;
  readonly #ladder: IceLadder;
  readonly #pulse: Pulse;
  readonly #statistics: Statistics;
  readonly #sending: Sending;
  readonly #diagnosis: Diagnosis;
  readonly #otherSide: OtherSide;
  /** The way of chat lines. */
  readonly chat: PeerChat;
  readonly #verification: Verification;
  #isAway = false;
  #isClosed = false;

  constructor(options: PeerOptions) {
    const { connection, stream, role, isReceiver, info, onReport, onChange } = options;
    const isCaller = role === 'caller';
    this.#options = options;
    this.#info = info;
    const direction = isReceiver ? 'recvonly' : 'sendrecv';
    this.#transceivers = new Transceivers(connection, stream, options.codecs, direction);
    this.#channels = new Channels({
      connection,
      isReceiver,
      onChange: () => this.#handleChannels(),
      onChat: (text) => options.onLine(this, null, text),
      onFiles: options.onFiles,
      onPicture: options.onPicture,
      onControl: (control) => this.#handleControl(control),
    });
    this.#negotiation = new Negotiation({
      connection,
      polite: !isCaller,
      isFirstOfferMine: isCaller,
      tag: options.tag,
      answerTo: options.answerTo,
      onStuck: options.onDead,
      // Whoever is met later is sent the whole description, with the candidates found until then.
      send: (signal) => this.#info && options.send(signal),
      beforeAnswer: () => this.#transceivers.accept(),
      afterAnswer: () => this.#transceivers.complete(),
      onFault: (error) => this.#handleFault(error),
    });
    this.#otherSide = new OtherSide(() => this.#changed());
    this.chat = new PeerChat({
      channels: this.#channels,
      otherSide: this.#otherSide,
      onOpen: () => options.onChatOpen(this),
    });
    this.#sending = new Sending({
      transceivers: this.#transceivers,
      tell: (control) => this.#channels.sendControl(control),
      onFault: (error) => this.#handleFault(error),
    });
    this.#diagnosis = new Diagnosis({ connection, onReport, onChange });
    this.#pulse = new Pulse({
      connection,
      onSilence: options.onSilence,
      onReturn: () => this.#transceivers.refreshPicture(),
    });
    this.#ladder = new IceLadder({
      connection,
      isSilent: () => this.#pulse.isSilent,
      onExhausted: options.onDead,
    });
    this.#statistics = new Statistics({
      connection,
      everyMs: options.measureEveryMs,
      onSample: (sample) => {
        this.#diagnosis.handleSample(sample);
        if (!this.#pulse.isSilent) this.#sending.handleSample(sample);
        this.#changed();
      },
    });
    this.#verification = new Verification({
      connection,
      role,
      holder: () => ({ id: this.info.id, name: nameOf(this.info) }),
      keyring: options.keyring,
      send: (message) => this.#channels.sendControl(message),
      onChange: () => this.#changed(),
      onFault: (error) => this.#handleFault(error),
    });
    for (const event of ['connectionstatechange', 'signalingstatechange'] as const) {
      connection.addEventListener(event, () => this.#changed());
    }
    if (isCaller) this.#open();
    else if (!info) this.#transceivers.prepare();
  }

  get snapshot(): PeerSnapshot {
    return {
      id: this.info.id,
      name: nameOf(this.info) ?? null,
      features: this.info.features ?? null,
      connection: this.#connectionState(),
      restarts: this.#ladder.step,
      isAway: this.#isAway,
      failure: this.#diagnosis.failure,
      microphone: this.#transceivers.incoming('audio'),
      camera: this.#transceivers.incoming('video'),
      ...this.#otherSide.snapshot,
      isPictureHeldBack: this.#sending.isPaused,
      sample: this.#statistics.sample,
      verification: this.#verification.snapshot,
    };
  }

  /** Before there is anything on it; null where it is known only with an offer. */
  get expectedCamera(): MediaStreamTrack | null {
    return this.#transceivers.expected('video');
  }

  get tag(): string | null {
    return this.#negotiation.tag;
  }

  get isAway(): boolean {
    return this.#isAway;
  }

  get wasConnected(): boolean {
    return this.#diagnosis.wasConnected;
  }

  get isConnected(): boolean {
    return this.#connectionState() === 'connected';
  }

  get id(): MemberId {
    return this.info.id;
  }

  get info(): MemberInfo {
    if (!this.#info) throw new Error('nobody was met yet');
    return this.#info;
  }

  /** For one that was made in advance: what is offered already goes to this member. */
  meet(info: MemberInfo): void {
    this.#info = info;
    this.#negotiation.announce();
  }

  /** Whether what was made before anybody offered anything can answer this. */
  suits(offer: string): boolean {
    return this.#transceivers.suits(offer);
  }

  /** Resolves when the signal has been taken in. */
  handle(signal: Signal): Promise<void> {
    return this.#negotiation.handle(signal);
  }

  /** Taken up with the next ICE restart. A way that is found stays, even one that would not be looked for any more. */
  configure(configuration: RTCConfiguration): void {
    const { connection } = this.#options;
    connection.setConfiguration({ ...connection.getConfiguration(), ...configuration });
  }

  setMedia(media: OutgoingMedia): void {
    if (!this.#options.isReceiver) this.#sending.setMedia(media);
  }

  setQuality(quality: Quality): void {
    this.#sending.setQuality(quality);
  }

  /** Past the server; false where that way is not open. */
  sendThroughChannel(signal: Signal): boolean {
    if (!this.#channels.canControl || this.#connectionState() !== 'connected') return false;
    this.#channels.sendControl({ type: 'signal', signal });
    return true;
  }

  setAway(isAway: boolean): void {
    this.#isAway = isAway;
    if (!isAway) this.#ladder.hurry();
  }

  /** The way there may have changed. */
  hurry(): void {
    this.#ladder.hurry();
  }

  sendChat(text: string): void {
    this.#channels.sendChat(text);
  }

  setCompared(comparison: Comparison): void {
    this.#verification.setCompared(comparison);
  }

  close(): void {
    this.#isClosed = true;
    this.#ladder.stop();
    this.#pulse.stop();
    this.#statistics.stop();
    this.#diagnosis.stop();
    this.#otherSide.stop();
    this.chat.stop();
    this.#verification.stop();
    this.#options.connection.close();
  }

  #open(): void {
    this.#transceivers.open();
    this.#channels.open();
  }

  #handleChannels(): void {
    this.#sending.tell();
    this.chat.update();
    if (this.#channels.canControl) this.#verification.open();
    this.#changed();
  }

  #handleControl(control: Control): void {
    switch (control.type) {
      case 'media':
        this.#otherSide.handleMedia(control);
        this.#sending.handleWish(control.wantsPicture !== false);
        this.chat.update();
        this.#changed();
        break;
      case 'chat':
        this.#otherSide.setWriting(false);
        this.#options.onLine(this, control.id, control.text);
        break;
      case 'receipt':
        this.#options.onReceipt(this, control.id);
        break;
      case 'writing':
        this.#otherSide.setWriting(true);
        break;
      case 'signal':
        void this.handle(control.signal);
        break;
      case 'verify':
        this.#verification.handle(control);
        break;
    }
  }

  #handleFault(error: unknown): void {
    if (!this.#isClosed) this.#options.onFault(error);
  }

  #changed(): void {
    if (!this.#isClosed) this.#options.onChange();
  }

  #connectionState(): PeerSnapshot['connection'] {
    const { connectionState } = this.#options.connection;
    if (connectionState === 'connected' || connectionState === 'failed') return connectionState;
    return this.wasConnected ? 'interrupted' : 'connecting';
  }
}
