import type { Answer, Notice, RequestArgs, RequestName } from '../../protocol/events.ts';

/** The other end of a wire. What it carries is checked: a handler sees well-formed notices and answers only. */
export interface Link {
  readonly isUp: boolean;
  /**
   * Answers are given in the task in which they arrive, before any notice that came later; null where none came
   * in time or what came was not understood. What is asked while the link is down waits for it, as long as for an answer.
   */
  request<K extends RequestName>(
    name: K,
    args: RequestArgs<K>,
    onAnswer?: (answer: Answer<K> | null) => void,
  ): void;
  onNotice(handler: (notice: Notice) => void): void;
  /** What the protocol itself does not know, unchecked: for extensions. Null where no answer came in time. */
  ask(name: string, args: readonly unknown[], onAnswer: (answer: unknown) => void): void;
  /** Notices that the protocol itself does not know, or that are not as it declares them, unchecked. */
  onOther(handler: (name: string, args: readonly unknown[]) => void): void;
  onUp(handler: (isUp: boolean) => void): void;
  /** Something speaks for a new try being worth it: the network is back, or a person asks. Does nothing while up. */
  hurry(): void;
  /**
   * Something speaks against its being alive: it is asked, and counts as lost when no answer comes at once. A try that
   * is under way began on a network that may be gone, and is begun anew.
   */
  check(): void;
  /** Sends what was asked, and goes. */
  close(): void;
}
