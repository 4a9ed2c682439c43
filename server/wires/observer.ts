import type { Answer } from '../../protocol/events.ts';

/** Whoever counts. It is told of every message, so it adds one and does no more. */
export interface Observer {
  /** A connection was opened on the wire of this name. */
  connected(wire: string): void;
  disconnected(wire: string): void;
  /** `event` and `args` are as the client sent them: what they say holds only where the answer is not a refusal. */
  answered(event: unknown, args: readonly unknown[], answer: Answer): void;
}
