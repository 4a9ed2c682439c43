import type { Control } from '../../protocol/channel.ts';
import type { MemberInfo } from '../../protocol/events.ts';
import type { Verdict } from '../../protocol/ice.ts';
import type { Signal } from '../../protocol/signals.ts';
import { Channels } from './channels.ts';
import { IceLadder } from './ice-ladder.ts';
import { Negotiation } from './negotiation.ts';
import type { OutgoingMedia, PeerSnapshot } from './state.ts';
import { Statistics } from './statistics.ts';
import { Transceivers } from './transceivers.ts';
import { Witness } from './witness.ts';

/** Where nothing can be tried, browsers never say that it failed. */
const PATIENCE_MS = 15_000;

export interface PeerOptions {
  readonly connection: RTCPeerConnection;
  /** What leaves for the other side belongs to this one stream, which itself stays empty. */
  readonly stream: MediaStream;
  readonly info: MemberInfo;
  /** The caller was in the room first: it makes the first offer, and is the impolite one. */
  readonly role: 'caller' | 'callee';
  /** Names this peer to the other side; the callee learns it from the offer. */
  readonly tag: string | null;
  readonly measureEveryMs?: number | undefined;
  readonly send: (signal: Signal) => void;
  /** The connection is lost beyond repair: only a new peer can help. */
  readonly onDead: () => void;
  /** No connection came about, and this is why. Told once. */
  readonly onFailure: (verdict: Verdict) => void;
  readonly onChange: () => void;
  readonly onChat: (text: string) => void;
  readonly onFault: (error: unknown) => void;
}

/** One RTCPeerConnection with one other member. */
export class Peer {
  readonly #info: MemberInfo;
  readonly #options: PeerOptions;
  readonly #negotiation: Negotiation;
  readonly #transceivers: Transceivers;
  readonly #channels: Channels;
  readonly #ladder: IceLadder;
  readonly #statistics: Statistics;
  #isSending: PeerSnapshot['isSending'] = null;
  #isAway = false;
  readonly #witness: Witness;
  #failure: PeerSnapshot['failure'] = null;
  #media: OutgoingMedia = { microphone: null, camera: null };
  #wasConnected = false;
  #patience: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(options: PeerOptions) {
    const { connection, stream, role, info } = options;
    const isCaller = role === 'caller';
    this.#options = options;
    this.#info = info;
    this.#transceivers = new Transceivers(connection, stream);
    this.#channels = new Channels({
      connection,
      onChange: () => this.#handleChannels(),
      onChat: options.onChat,
      onControl: (control) => this.#handleControl(control),
    });
    this.#negotiation = new Negotiation({
      connection,
      polite: !isCaller,
      isFirstOfferMine: isCaller,
      tag: options.tag,
      send: options.send,
      beforeAnswer: () => this.#transceivers.accept(),
      afterAnswer: () => this.#transceivers.complete(),
      onFault: (error) => this.#handleFault(error),
    });
    this.#witness = new Witness(connection);
    this.#ladder = new IceLadder({ connection, onExhausted: options.onDead });
    this.#statistics = new Statistics({
      connection,
      everyMs: options.measureEveryMs,
      onSample: () => this.#changed(),
    });
    for (const event of ['connectionstatechange', 'signalingstatechange'] as const) {
      connection.addEventListener(event, () => this.#changed());
    }
    if (isCaller) this.#open();
  }

  get snapshot(): PeerSnapshot {
    return {
      id: this.#info.id,
      name: this.#info.name ?? null,
      connection: this.#connectionState(),
      restarts: this.#ladder.step,
      isAway: this.#isAway,
      failure: this.#failure,
      microphone: this.#transceivers.incoming('audio'),
      camera: this.#transceivers.incoming('video'),
      isSending: this.#isSending,
      sample: this.#statistics.sample,
    };
  }

  get tag(): string | null {
    return this.#negotiation.tag;
  }

  get role(): PeerOptions['role'] {
    return this.#options.role;
  }

  get isAway(): boolean {
    return this.#isAway;
  }

  get wasConnected(): boolean {
    return this.#wasConnected;
  }

  get isConnected(): boolean {
    return this.#connectionState() === 'connected';
  }

  get canChat(): boolean {
    return this.#channels.canChat;
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
    this.#media = media;
    this.#transceivers.send(media).catch((error: unknown) => this.#handleFault(error));
    this.#tellMediaState();
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

  close(): void {
    this.#isClosed = true;
    this.#ladder.stop();
    this.#statistics.stop();
    clearTimeout(this.#patience);
    this.#options.connection.close();
  }

  #open(): void {
    this.#transceivers.open();
    this.#channels.open();
  }

  #handleChannels(): void {
    this.#tellMediaState();
    this.#changed();
  }

  #handleControl(control: Control): void {
    switch (control.type) {
      case 'media':
        this.#isSending = { microphone: control.microphone, camera: control.camera };
        this.#changed();
        break;
      case 'signal':
        void this.handle(control.signal);
        break;
    }
  }

  #handleFault(error: unknown): void {
    if (!this.#isClosed) this.#options.onFault(error);
  }

  #tellMediaState(): void {
    const { microphone, camera } = this.#media;
    this.#channels.sendControl({
      type: 'media',
      microphone: microphone !== null,
      camera: camera !== null,
    });
  }

  #changed(): void {
    if (this.#isClosed) return;
    const { connectionState } = this.#options.connection;
    this.#wasConnected ||= connectionState === 'connected';
    if (connectionState === 'failed' && !this.#wasConnected) this.#fail();
    if (connectionState === 'connected') this.#failure = null;
    this.#watch();
    this.#options.onChange();
  }

  /** From the first answer on something should happen. */
  #watch(): void {
    if (this.#patience || !this.#options.connection.currentRemoteDescription) return;
    this.#patience = setTimeout(() => {
      if (this.#wasConnected) return;
      this.#fail();
      this.#options.onChange();
    }, PATIENCE_MS);
  }

  #fail(): void {
    const isFirst = this.#failure === null;
    this.#failure = this.#witness.testify();
    if (isFirst) this.#options.onFailure(this.#failure.verdict);
  }

  #connectionState(): PeerSnapshot['connection'] {
    const { connectionState } = this.#options.connection;
    if (connectionState === 'connected' || connectionState === 'failed') return connectionState;
    return this.#wasConnected ? 'interrupted' : 'connecting';
  }
}
