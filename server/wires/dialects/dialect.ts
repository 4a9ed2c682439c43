import type { Answer, Notice } from '../../../protocol/events.ts';
import type { ExtensionNotice } from '../../../protocol/extension.ts';

/** A request as a client of this dialect wrote it, not yet checked. */
export interface Asked {
  readonly event: unknown;
  readonly args: readonly unknown[];
  /** What the answer names, where one is wanted. */
  readonly ack?: unknown;
}

/** How one family of WebSocket clients writes our events: text in, text out, and nothing else. */
export interface Dialect {
  readonly name: string;
  /** Null for what is no request at all. */
  decode(frame: string): Asked | null;
  encodeNotice(notice: Notice | ExtensionNotice): string;
  encodeAnswer(ack: unknown, answer: Answer): string;
}
