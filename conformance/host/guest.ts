import type { WireName } from '../transcript.ts';

/** A connection of the client that is checked, seen from the server's side. */
export interface Guest {
  readonly wire: WireName;
  readonly isOpen: boolean;
  tell(event: string, ...args: readonly unknown[]): void;
  /** As a lost network does. */
  cut(): void;
  /** Whether it gives a sign of life in time. Null where the wire sees to that by itself. */
  givesPong(withinMs: number): Promise<boolean | null>;
}

export type Reply = (answer: object) => void;

/** What becomes of what guests say. */
export interface Reception {
  onRequest(guest: Guest, event: string, args: readonly unknown[], reply: Reply | null): void;
  /** A frame that is no request. */
  onNonsense(guest: Guest, frame: string): void;
}
