import { refuse } from '../../../protocol/refusals.ts';
import { problemOf } from './answers.ts';
import { type Asked, type Outcome, Session, type SessionOptions } from './session.ts';
import type { Description } from './session-description.ts';

/** Whoever says nothing for so long, and is missed by nobody, is gone. */
const SILENCE_MS = 24 * 60 * 60 * 1000;

export interface SessionsOptions extends Omit<SessionOptions, 'onEnd'> {}

export interface Opened {
  /** In its address: whoever knows it may end the session. */
  readonly key: string;
  readonly session: Session;
  readonly answer: Description;
}

/** The sessions of this server, by keys that nobody can guess. */
export class Sessions {
  readonly #options: SessionsOptions;
  readonly #open = new Map<string, Session>();

  constructor(options: SessionsOptions) {
    this.#options = options;
  }

  find(key: string): Session | undefined {
    return this.#open.get(key);
  }

  /** Where the room is full, in the place of one that is lost. */
  async open(asked: Asked, offer: Description, caller: Caller): Promise<Outcome<Opened>> {
    const first = await this.#attempt(asked, offer, caller);
    if (first.ok || first.problem.code !== 'full' || !(await this.#makeRoom(asked))) return first;
    return this.#attempt(asked, offer, caller);
  }

  async #attempt(asked: Asked, offer: Description, caller: Caller): Promise<Outcome<Opened>> {
    const key = this.#options.newKey();
    const leave = caller.enter();
    const onEnd = (): void => {
      this.#open.delete(key);
      leave();
    };
    const session = new Session(asked, { ...this.#options, onEnd });
    this.#open.set(key, session);
    caller.onGone(() => session.end());
    const outcome = await session.open(offer);
    if (!outcome.ok) return outcome;
    if (!this.#open.has(key)) return { ok: false, problem: problemOf(refuse('not-in-room')) };
    this.#watch(key);
    return { ok: true, value: { key, session, answer: outcome.value } };
  }

  /** Of a full room: the seat of one whom its other member can't hear any more, and who may be back with this. */
  async #makeRoom({ room, kind }: Asked): Promise<boolean> {
    const lost = [...this.#open.values()].find(
      (session) => session.isDoubted && session.room === room && session.kind === kind,
    );
    await lost?.give();
    return lost !== undefined;
  }

  /** What waits knows a key, and keeps nothing of a session that is over. */
  #watch(key: string): void {
    const { now, schedule } = this.#options;
    const heardAt = this.#open.get(key)?.heardAt ?? 0;
    schedule(
      () => {
        const session = this.#open.get(key);
        if (session && now() - session.heardAt >= SILENCE_MS) session.end();
        else if (session) this.#watch(key);
      },
      heardAt + SILENCE_MS - now(),
    );
  }
}

/** The request that a session is opened by. */
export interface Caller {
  /** Counts what is opened for it; gives back what to call when that is over. */
  readonly enter: () => () => void;
  /** It waits for the answer no longer. */
  readonly onGone: (job: () => void) => void;
}
