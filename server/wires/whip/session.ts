import type { Accepted, Answer, Notice } from '../../../protocol/events.ts';
import type { ExtensionNotice } from '../../../protocol/extension.ts';
import type { MemberId, RoomId } from '../../../protocol/ids.ts';
import { refuse } from '../../../protocol/refusals.ts';
import {
  type CandidateSignal,
  isCandidate,
  isDescription,
  type Signal,
} from '../../../protocol/signals.ts';
import type { MemberPort } from '../../rooms/member.ts';
import { toDescription } from '../dialects/translation.ts';
import { createReceiver, type ReceiveOptions, type Receiver, type Terms } from '../receive.ts';
import { nobodyThere, type Problem, problemOf, unanswered } from './answers.ts';
import { Exchange } from './exchange.ts';
import type { Fragment } from './fragment.ts';
import {
  type Credentials,
  candidatesIn,
  credentialsOf,
  type Description,
  isTakenWhole,
  type Kind,
  parseDescription,
  restarted,
  withCandidates,
  withoutCandidates,
  writeDescription,
} from './session-description.ts';

/** What a client may show for the room. */
export type RoomKey = Readonly<Partial<Record<'password' | 'invitation', string>>>;

export interface Asked {
  readonly kind: Kind;
  readonly room: RoomId;
  readonly key: RoomKey;
  readonly address: string;
}

export interface SessionOptions extends ReceiveOptions {
  /** For an entity tag: 96 bits or more, which nobody can guess. */
  readonly newKey: () => string;
  readonly onEnd: () => void;
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | NotDone;
type NotDone = { readonly ok: false; readonly problem: Problem };

/** `doubted`: the other member looks for another way to the client, which says nothing. */
type State = 'opening' | 'open' | 'doubted' | 'ended';

/**
 * A client of HTTP as a member of a room. It came for one other member, since it has one peer connection. Between its
 * requests it can't be told anything, and has no connection that could be lost.
 */
export class Session {
  readonly #asked: Asked;
  readonly #options: SessionOptions;
  readonly #receiver: Receiver;
  #state: State = 'opening';
  #id: MemberId | null = null;
  #callee: MemberId | null = null;
  /** As it was told last: what begins ICE anew is made of it. */
  #offer: Description = { session: [], media: [] };
  #exchange: Exchange | null = null;
  /** The other side's, by which another try of it is known. */
  #theirs: string | null = null;
  /** The client's, while ICE begins anew by them. */
  #beginning: string | null = null;
  #tag: string;
  #heardAt: number;
  readonly #unanswered = new Set<(answer: Answer) => void>();

  constructor(asked: Asked, options: SessionOptions) {
    this.#asked = asked;
    this.#options = options;
    this.#tag = options.newKey();
    this.#heardAt = options.now();
    const port: MemberPort = {
      wire: asked.kind,
      address: asked.address,
      send: (notice) => this.#tell(notice),
      close: () => this.end(),
    };
    this.#receiver = createReceiver(port, options);
    options.observer.connected(asked.kind);
  }

  get kind(): Kind {
    return this.#asked.kind;
  }

  get room(): RoomId {
    return this.#asked.room;
  }

  get id(): MemberId | null {
    return this.#id;
  }

  get isDoubted(): boolean {
    return this.#state === 'doubted';
  }

  /** Names what ICE is at: the next is another. */
  get tag(): string {
    return this.#tag;
  }

  /** Whether they are the client's now, or those that it has just begun with. */
  isOwn({ ufrag }: Credentials): boolean {
    return ufrag === credentialsOf(this.#offer)?.ufrag || ufrag === this.#beginning;
  }

  /** When the client was heard of last, by the clock passed in. */
  get heardAt(): number {
    return this.#heardAt;
  }

  /** The answer to the offer, or why there is none: then it is over. */
  async open(offer: Description): Promise<Outcome<Description>> {
    const outcome = await this.#enter(offer);
    if (!outcome.ok) await this.give();
    else if (this.#state === 'opening') this.#state = 'open';
    return outcome;
  }

  async #enter(offer: Description): Promise<Outcome<Description>> {
    const { kind, room, key } = this.#asked;
    const role = kind === 'whip' ? 'sender' : 'receiver';
    const callee = await this.#options.rooms.callee(room, role);
    if (callee === null) return { ok: false, problem: nobodyThere(kind) };
    this.#callee = callee;
    const terms = { isForgotten: true, manner: 'calls', only: callee } as const;
    const joined = await this.#ask('join', [room, { role, ...key }], terms);
    if (!joined.ok) return { ok: false, problem: problemOf(joined) };
    const { id, members } = joined as Accepted<'join'>;
    this.#id = id;
    if (members.length < 2) return { ok: false, problem: nobodyThere(kind) };
    const answered = await this.#call(offer);
    if (!answered.ok || isTakenWhole(offer, answered.value)) return answered;
    const detail = 'The one who is in the room can take only a part of this, or none of it.';
    return { ok: false, problem: { status: 422, detail } };
  }

  /**
   * Where the client can be reached is told once there is an answer for it: some fail for good when they are tried by
   * somebody of whom they have not heard for long.
   */
  async #call(offer: Description): Promise<Outcome<Description>> {
    this.#exchange?.giveUp();
    const exchange = new Exchange(this.#options.schedule);
    this.#exchange = exchange;
    const bare = writeDescription(withoutCandidates(offer));
    const told = await this.#signal(toDescription('offer', bare));
    if (!told.ok) return { ok: false, problem: problemOf(told) };
    const answer = await exchange.answered;
    if (this.#exchange === exchange) this.#exchange = null;
    if (!answer) return { ok: false, problem: unanswered };
    this.#offer = offer;
    this.#theirs = credentialsOf(answer)?.ufrag ?? null;
    await this.#say(candidatesIn(offer));
    return { ok: true, value: answer };
  }

  /** Candidates of the client. Those that can't be used are nobody's concern (RFC 9725 section 4.3.2). */
  async addCandidates({ candidates }: Fragment): Promise<Outcome<null>> {
    this.#heardAt = this.#options.now();
    return await this.#say(candidates);
  }

  async #say(candidates: readonly CandidateSignal[]): Promise<Outcome<null>> {
    for (const candidate of candidates) {
      const told = await this.#signal(candidate);
      if (!told.ok && told.code !== 'invalid') return { ok: false, problem: problemOf(told) };
    }
    return { ok: true, value: null };
  }

  /** Where it fails all stays as it was. */
  async restart(given: Credentials, { candidates }: Fragment): Promise<Outcome<Description>> {
    this.#heardAt = this.#options.now();
    this.#beginning = given.ufrag;
    const anew = restarted(this.#offer, given);
    const outcome = await this.#call(withCandidates(anew, candidates));
    if (this.#beginning === given.ufrag) this.#beginning = null;
    if (!outcome.ok) return outcome;
    this.#tag = this.#options.newKey();
    if (this.#state === 'doubted') this.#state = 'open';
    return outcome;
  }

  #signal(data: object): Promise<Answer> {
    return this.#ask('message', [this.#asked.room, data, this.#callee]);
  }

  /** What is not answered by the end is answered by it. */
  #ask(event: string, args: readonly unknown[], terms: Terms = {}): Promise<Answer> {
    if (this.#state === 'ended') return Promise.resolve(refuse('not-in-room'));
    return new Promise((resolve) => {
      const reply = (answer: Answer): void => {
        this.#unanswered.delete(reply);
        resolve(answer);
      };
      this.#unanswered.add(reply);
      this.#receiver.request(event, args, { ...terms, reply });
    });
  }

  // What it is told

  #tell(given: Notice | ExtensionNotice): void {
    const notice = given as Notice;
    switch (notice[0]) {
      case 'message':
        this.#take(notice[2]);
        break;
      // Whoever has forgotten everything is told of in this way as well: there is nothing to go on with.
      case 'bye':
      case 'ejected':
        this.end();
        break;
      default:
        break;
    }
  }

  #take(data: Signal): void {
    if (isCandidate(data)) this.#exchange?.takeCandidate(data);
    else if (data.type === 'unreachable') this.end();
    else if (!isDescription(data)) return;
    else if (data.type === 'answer') this.#exchange?.takeAnswer(data.sdp);
    else this.#doubt(data.sdp);
  }

  /** It can't be handed on: of such offers the client knows none. That it looks for another way is news all the same. */
  #doubt(sdp: string): void {
    const offer = parseDescription(sdp);
    const ufrag = offer && credentialsOf(offer)?.ufrag;
    if (ufrag && ufrag !== this.#theirs && this.#state === 'open') this.#state = 'doubted';
  }

  /** For somebody who needs the seat, and for a client that may try again: resolves when it is free. */
  give(): Promise<void> {
    if (this.#state === 'ended') return Promise.resolve();
    return new Promise((done) => this.end(done));
  }

  /** By the client. */
  async leave(): Promise<void> {
    if (this.#state === 'ended') return;
    if (this.#id !== null) await this.#ask('leave', [this.#asked.room]);
    this.end();
  }

  /** By the other member, or by time. `onDone` is called when the seat is free. */
  end(onDone?: () => void): void {
    if (this.#state === 'ended') return;
    this.#state = 'ended';
    this.#exchange?.giveUp();
    for (const reply of this.#unanswered) reply(refuse('not-in-room'));
    this.#receiver.drop(onDone);
    this.#options.observer.disconnected(this.#asked.kind);
    this.#options.onEnd();
  }
}
