import type { CandidateSignal } from '../../../protocol/signals.ts';
import {
  type Description,
  isComplete,
  parseDescription,
  withCandidates,
} from './session-description.ts';

/** OBS gives a request up after 8 s, and candidates are waited for after that. */
const ANSWER_MS = 6_000;
/** Candidates come in handfuls. Those of a relay are the last, and come within a few round trips. */
const QUIET_MS = 300;
/** However many still come. */
const GATHER_MS = 1_200;
/** As many as one description may bring. */
const MAX_CANDIDATES = 100;

type Schedule = (job: () => void, ms: number) => void;

/**
 * One offer, and the answer to it. The client is told nothing after that, so the candidates that follow the answer are
 * waited for, for a while. Nobody says when there are no more.
 */
export class Exchange {
  /** Null where none came in time, or none can come any more. */
  readonly answered: Promise<Description | null>;
  readonly #schedule: Schedule;
  #settle: (answer: Description | null) => void = () => {};
  #answer: Description | null = null;
  #candidates: CandidateSignal[] = [];

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
    this.answered = new Promise((resolve) => {
      this.#settle = resolve;
    });
    schedule(() => this.#answer ?? this.giveUp(), ANSWER_MS);
  }

  takeAnswer(sdp: string): void {
    if (this.#answer) return;
    this.#answer = parseDescription(sdp);
    if (!this.#answer) this.giveUp();
    else if (isComplete(this.#answer)) this.#finish();
    else this.#schedule(() => this.#finish(), GATHER_MS);
    this.#waitForMore();
  }

  /** One may come before the answer that it belongs to. */
  takeCandidate(candidate: CandidateSignal): void {
    if (this.#candidates.length < MAX_CANDIDATES) this.#candidates.push(candidate);
    if (this.#answer) this.#waitForMore();
  }

  giveUp(): void {
    this.#settle(null);
  }

  #waitForMore(): void {
    const count = this.#candidates.length;
    this.#schedule(() => {
      if (this.#candidates.length === count) this.#finish();
    }, QUIET_MS);
  }

  #finish(): void {
    if (this.#answer) this.#settle(withCandidates(this.#answer, this.#candidates));
  }
}
