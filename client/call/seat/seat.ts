import type { Accepted, Answer, Notice } from '../../../protocol/events.ts';
import type { MemberId, RoomId } from '../../../protocol/ids.ts';
import type { Role } from '../../../protocol/roles.ts';
import type { Signal } from '../../../protocol/signals.ts';
import { type CallProblem, unreachable } from '../errors.ts';
import type { Link } from '../link.ts';
import { randomHex } from '../random-hex.ts';
import { type Outgoing, OutgoingQueue } from './outgoing.ts';
import type { SeatMemory } from './seat-memory.ts';

/** What becomes of the seat. */
export interface SeatEvents {
  /**
   * `continues`: what was before still holds, on both sides. `server`: of that, the server remembers everything, or
   * only what the token says, as after its restart; then members may be missing that come back in a moment.
   */
  onSeated(answer: Accepted<'join'>, since: 'anew' | 'continues' | 'server-restarted'): void;
  onRefused(problem: CallProblem): void;
  onNotice(notice: Notice): void;
  /** Whether the peer connection to this member lives through a restart of the server. */
  isGoingOn(id: MemberId): boolean;
  /** Another connection has taken it. */
  onEjected(): void;
}

export interface SeatOptions {
  readonly link: Link;
  readonly memory: SeatMemory;
  readonly room: RoomId;
  readonly name: string | undefined;
  readonly role?: Role | undefined;
  /** What extensions ask of who enters: goes with every request for a seat. */
  readonly entry: Readonly<Record<string, unknown>> | undefined;
  readonly events: SeatEvents;
}

const ATTEMPT_BYTES = 16;

/** Notices that both sides count. */
const COUNTED = new Set<string>(['otherjoin', 'othercalls', 'away', 'back', 'bye', 'message']);

/** A seat in a room, asked for and, whatever happens to the link, asked back. */
export class Seat {
  readonly #options: SeatOptions;
  readonly #queue = new OutgoingQueue();
  #parked: readonly Outgoing[] = [];
  #token: string | null;
  /** Under it a seat is asked for until there is an answer: one may have been given whose answer was lost. */
  #attempt = randomHex(ATTEMPT_BYTES);
  #me: MemberId | null = null;
  #received = 0;
  #isAsking = false;
  /** Whether the link was up when it was asked last. */
  #wasUp = false;
  #isGiven = false;
  #isOver = false;

  constructor(options: SeatOptions) {
    this.#options = options;
    this.#token = options.memory.own(options.room);
    this.#ask();
  }

  get me(): MemberId | null {
    return this.#me;
  }

  handleUp(isUp: boolean): void {
    if (isUp && !this.#isAsking) this.#ask();
    if (!isUp) this.#isGiven = false;
  }

  handleNotice(notice: Notice): void {
    if (this.#isOver || notice[0] === 'refused' || notice[1] !== this.#options.room) return;
    if (notice[0] === 'ejected') {
      this.#handleEjected(notice[3]);
      return;
    }
    if (COUNTED.has(notice[0])) this.#received += 1;
    const waiting = notice[0] === 'message' ? [] : this.#unpark(notice[2]);
    this.#options.events.onNotice(notice);
    this.#sendAgain(
      waiting.filter(({ to }) => notice[0] === 'otherjoin' && this.#options.events.isGoingOn(to)),
    );
  }

  /** It is not as declared, so it means nothing to us; the server has counted it all the same. */
  handleUnread(name: string, room: unknown): void {
    if (COUNTED.has(name) && room === this.#options.room) this.#received += 1;
  }

  /** `restored`: the room has its rules again that a restart of the server had taken from it, and asks for them. */
  #handleEjected(reason: string): void {
    this.#isGiven = false;
    if (reason === 'restored') {
      this.#askAnew();
      return;
    }
    this.#isOver = true;
    this.#options.events.onEjected();
  }

  /** Now, or when the seat is ours again. */
  send(signal: Signal, to: MemberId): void {
    const done = this.#queue.add({ signal, to });
    if (!this.#isGiven) return;
    this.#options.link.request('message', [this.#options.room, signal, to], (answer) => {
      if (!answer) return;
      done();
      if (!answer.ok && answer.code === 'no-such-member')
        this.#parked = [...this.#parked, { signal, to }];
    });
  }

  /** After a restart of the server some come back later than others: what was for them waits for them. */
  #unpark(id: MemberId): readonly Outgoing[] {
    const unparked = this.#parked.filter(({ to }) => to === id);
    this.#parked = this.#parked.filter(({ to }) => to !== id);
    return unparked;
  }

  leave(): void {
    const { link, memory, room } = this.#options;
    this.#isOver = true;
    memory.keep(room, null);
    link.request('leave', [room]);
  }

  /** The page goes, and may come back with its token. */
  hold(): void {
    this.#isOver = true;
    this.#options.link.request('hold', [this.#options.room]);
  }

  #ask(): void {
    const { link, room, name, role, entry } = this.#options;
    const received = this.#me === null ? undefined : this.#received;
    const token = this.#token;
    this.#isAsking = true;
    this.#wasUp = link.isUp;
    const options = {
      ...entry,
      ...(name && { name }),
      ...(role && { role }),
      ...(token === null
        ? { attempt: this.#attempt }
        : { token, ...(received !== undefined && { received }) }),
    };
    link.request('join', [room, options], (answer) => {
      this.#isAsking = false;
      if (!this.#isOver) this.#handleAnswer(answer);
    });
  }

  #handleAnswer(answer: Answer<'join'> | null): void {
    if (answer?.ok) this.#take(answer);
    else if (!answer) this.#handleSilence();
    else if (answer.code === 'seat-lost') this.#askAnew();
    else if (answer.code !== 'full' || !this.#askAsOther()) {
      this.#refuse({ code: answer.code, message: answer.message });
    }
  }

  #take(answer: Accepted<'join'>): void {
    const { memory, room, events } = this.#options;
    const continues = this.#me === answer.id && answer.isResumed === true;
    const isKnown = answer.taken !== undefined;
    this.#me = answer.id;
    this.#isGiven = true;
    this.#token = answer.token ?? null;
    memory.keep(room, this.#token);
    if (!isKnown) this.#received = 0;
    const left = continues ? this.#queue.resume(answer.taken ?? 0) : [];
    if (!continues) this.#queue.clear();
    const since = isKnown ? 'continues' : 'server-restarted';
    events.onSeated(answer, continues ? since : 'anew');
    this.#sendAgain(isKnown ? left : left.filter(({ to }) => events.isGoingOn(to)));
  }

  #sendAgain(left: readonly Outgoing[]): void {
    for (const { signal, to } of left) this.send(signal, to);
  }

  /** Nobody answered: while the link is down that is no news, and it is asked again when it is up. */
  #handleSilence(): void {
    const { link, room } = this.#options;
    // Lost on its way, not left unanswered: it is asked again, as long as that takes for one who sits here.
    const wasLost = this.#wasUp && !link.isUp;
    if (this.#me !== null || wasLost) {
      this.#ask();
      return;
    }
    // The request may have arrived, and only its answer not.
    link.request('leave', [room]);
    this.#refuse(unreachable());
  }

  #askAnew(): void {
    this.#token = null;
    this.#attempt = randomHex(ATTEMPT_BYTES);
    this.#me = null;
    this.#ask();
  }

  /** No seat is free; but one of those taken may be ours, in a window that was closed or is open elsewhere. */
  #askAsOther(): boolean {
    const { memory, room } = this.#options;
    const shared = memory.shared(room);
    if (this.#token !== null || shared === null || this.#me !== null) return false;
    memory.keep(room, null);
    this.#token = shared;
    this.#ask();
    return true;
  }

  #refuse(problem: CallProblem): void {
    this.#isOver = true;
    this.#options.events.onRefused(problem);
  }
}
