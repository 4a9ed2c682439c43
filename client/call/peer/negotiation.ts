import {
  type CandidateSignal,
  type DescriptionSignal,
  fromCandidateSignal,
  isCandidate,
  isDescription,
  type Signal,
  toCandidateSignal,
} from '../../../protocol/signals.ts';
import { withHints } from './sdp-hints.ts';

/** Gives an answer to an offer, before there is anybody to give one. */
export type AnswerTo = (offer: DescriptionSignal) => Promise<DescriptionSignal>;

export interface NegotiationOptions {
  readonly connection: RTCPeerConnection;
  /** The polite side gives way when both offer at once. */
  readonly polite: boolean;
  /** Whoever answers first (RFC 8829 knows no such rule, the field does) makes no offer before it has had one. */
  readonly isFirstOfferMine: boolean;
  /** Names this peer connection in what is offered, so that nothing of an earlier one is taken for it. */
  readonly tag: string | null;
  /** For the first offer, while nobody is there to answer it; null where somebody is. */
  readonly answerTo: AnswerTo | null;
  readonly send: (signal: Signal) => void;
  /** Called with a remote offer in place, before the answer is made. */
  readonly beforeAnswer: () => Promise<void>;
  readonly afterAnswer: () => void;
  /** The browser took a provisional answer, and refuses the final one. This connection leads nowhere. */
  readonly onStuck: () => void;
  /** A signal that the browser refused. The connection lives on. */
  readonly onFault: (error: unknown) => void;
}

/**
 * Perfect negotiation (W3C webrtc-pc, section 10.7), by the names used there. What comes in is handled one after
 * the other, so the state that the example keeps as isSettingRemoteAnswerPending can't be observed here.
 */
export class Negotiation {
  readonly #options: NegotiationOptions;
  readonly #connection: RTCPeerConnection;
  #makingOffer = false;
  #ignoreOffer = false;
  #tag: string | null;
  #mayOffer: boolean;
  /** Candidates that came before any description. */
  #early: RTCIceCandidateInit[] = [];
  #handled: Promise<void> = Promise.resolve();
  #answerTo: AnswerTo | null;

  constructor(options: NegotiationOptions) {
    const { connection } = options;
    this.#options = options;
    this.#connection = connection;
    this.#mayOffer = options.isFirstOfferMine;
    this.#tag = options.tag;
    this.#answerTo = options.answerTo;
    connection.addEventListener('negotiationneeded', () => void this.#offer());
    connection.addEventListener('icecandidate', ({ candidate }) => {
      // An empty line is Firefox's end of candidates: it is not sent, as the field doesn't.
      if (candidate?.candidate) options.send(toCandidateSignal(candidate.toJSON()));
    });
  }

  /** Null until it is known, and with clients that name nothing. */
  get tag(): string | null {
    return this.#tag;
  }

  /** Resolves when the signal has been taken in, or refused. */
  handle(signal: Signal): Promise<void> {
    return this.#inTurn(() => this.#take(signal));
  }

  /** Sends what is offered, where that is made already. */
  announce(): void {
    if (this.#isUnanswered) this.#sendDescription();
  }

  #inTurn(job: () => Promise<void>): Promise<void> {
    this.#handled = this.#handled.then(() => this.#guarded(job));
    return this.#handled;
  }

  async #guarded(job: () => Promise<void>): Promise<void> {
    if (this.#isClosed) return;
    try {
      await job();
    } catch (error) {
      if (!this.#isClosed) this.#options.onFault(error);
    }
  }

  async #take(signal: Signal): Promise<void> {
    if (isDescription(signal)) await this.#takeDescription(signal);
    else if (isCandidate(signal)) await this.#takeCandidate(signal);
  }

  async #offer(): Promise<void> {
    if (!this.#mayOffer) return;
    this.#makingOffer = true;
    await this.#guarded(async () => {
      await this.#connection.setLocalDescription();
      this.#sendDescription();
    });
    this.#makingOffer = false;
    if (this.#answerTo) void this.#inTurn(() => this.#rehearse());
  }

  async #rehearse(): Promise<void> {
    const offer = this.#description();
    const answer = offer && (await this.#answerTo?.(offer));
    this.#answerTo = null;
    if (!answer || this.#connection.signalingState !== 'have-local-offer') return;
    await this.#connection.setRemoteDescription({ type: 'pranswer', sdp: answer.sdp });
  }

  async #takeDescription(description: DescriptionSignal): Promise<void> {
    const { signalingState } = this.#connection;
    if (this.#tag !== null && description.peer && description.peer !== this.#tag) return;
    if (description.type === 'answer' && !this.#isUnanswered) return;
    const isCollision =
      description.type === 'offer' && (this.#makingOffer || signalingState !== 'stable');
    this.#ignoreOffer = isCollision && !this.#options.polite;
    if (this.#ignoreOffer) return;
    await this.#setRemote(description);
    this.#tag ??= description.peer ?? null;
    this.#mayOffer = true;
    await this.#addEarly();
    if (description.type === 'offer') await this.#answer();
  }

  async #setRemote({ type, sdp }: DescriptionSignal): Promise<void> {
    const { signalingState } = this.#connection;
    try {
      await this.#connection.setRemoteDescription({ type, sdp } as RTCSessionDescriptionInit);
    } catch (error) {
      if (signalingState === 'have-remote-pranswer') this.#options.onStuck();
      throw error;
    }
  }

  async #answer(): Promise<void> {
    // Browsers do in turn what they are told: each need not be waited for.
    const isPrepared = this.#options.beforeAnswer();
    await Promise.all([isPrepared, this.#connection.setLocalDescription()]);
    this.#sendDescription();
    this.#options.afterAnswer();
  }

  async #takeCandidate(signal: CandidateSignal): Promise<void> {
    const candidate = fromCandidateSignal(signal) as RTCIceCandidateInit | null;
    if (!candidate) return;
    if (this.#remote) await this.#add(candidate);
    else this.#early.push(candidate);
  }

  async #addEarly(): Promise<void> {
    const early = this.#early;
    this.#early = [];
    for (const candidate of early) await this.#guarded(() => this.#add(candidate));
  }

  async #add(candidate: RTCIceCandidateInit): Promise<void> {
    // One of an offer that was ignored, or of an earlier peer, belongs to nothing here.
    if (!this.#isExpected(candidate)) return;
    try {
      await this.#connection.addIceCandidate(candidate);
    } catch (error) {
      // One without a fragment may belong to the ignored offer: nobody can tell.
      if (!this.#ignoreOffer) throw error;
    }
  }

  #isExpected({ usernameFragment }: RTCIceCandidateInit): boolean {
    const sdp = this.#remote?.sdp ?? '';
    return !usernameFragment || fragmentsOf(sdp).includes(usernameFragment);
  }

  #sendDescription(): void {
    const description = this.#description();
    if (description && !this.#isClosed) this.#options.send(description);
  }

  /** Of this side, as it is sent. */
  #description(): DescriptionSignal | null {
    const { type, sdp } = this.#connection.localDescription ?? {};
    if ((type !== 'offer' && type !== 'answer') || sdp === undefined) return null;
    const hinted = { type, sdp: withHints(sdp) };
    return this.#tag === null ? hinted : { ...hinted, peer: this.#tag };
  }

  /** Of the other side. What was only rehearsed is nobody's. */
  get #remote(): RTCSessionDescription | null {
    const { signalingState, remoteDescription } = this.#connection;
    return signalingState === 'have-remote-pranswer' ? null : remoteDescription;
  }

  get #isUnanswered(): boolean {
    return ['have-local-offer', 'have-remote-pranswer'].includes(this.#connection.signalingState);
  }

  get #isClosed(): boolean {
    return this.#connection.signalingState === 'closed';
  }
}

/** RFC 8839 section 5.4: one `a=ice-ufrag` for the session, or one in each section. */
function fragmentsOf(sdp: string): string[] {
  return Array.from(sdp.matchAll(/^a=ice-ufrag:(\S+)/gm), ([, fragment]) => fragment ?? '');
}
