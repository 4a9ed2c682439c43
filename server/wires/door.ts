import type { IncomingMessage } from 'node:http';
import type { Limits } from './limits.ts';

export interface DoorOptions {
  /** The same for all connections that count as one client's. */
  readonly addressOf: (request: IncomingMessage) => string;
  readonly isOriginAllowed: (request: IncomingMessage) => boolean;
  /** Told of each connection that was turned away. */
  readonly onTurnedAway: (why: TurnedAway, request: IncomingMessage) => void;
}

export type TurnedAway = 'origin' | 'too many connections';

/** Who may connect at all: the same for every wire, so they share one. */
export interface Door {
  /** Null for whom may enter. */
  refuse(request: IncomingMessage): TurnedAway | null;
  readonly addressOf: DoorOptions['addressOf'];
  /** For what belongs to a connection that is counted already. */
  readonly isOriginAllowed: DoorOptions['isOriginAllowed'];
  /** Counts a connection; gives back what to call when it has ended. */
  enter(request: IncomingMessage): () => void;
}

export function createDoor(
  { addressOf, isOriginAllowed, onTurnedAway }: DoorOptions,
  { connectionsPerAddress }: Limits,
): Door {
  const counts = new Map<string, number>();

  function whyNot(request: IncomingMessage): TurnedAway | null {
    if (!isOriginAllowed(request)) return 'origin';
    const isFull = (counts.get(addressOf(request)) ?? 0) >= connectionsPerAddress;
    return isFull ? 'too many connections' : null;
  }

  function change(address: string, by: 1 | -1): void {
    const count = (counts.get(address) ?? 0) + by;
    if (count > 0) counts.set(address, count);
    else counts.delete(address);
  }

  return {
    addressOf,
    isOriginAllowed,
    refuse(request) {
      const why = whyNot(request);
      if (why) onTurnedAway(why, request);
      return why;
    },
    enter(request) {
      const address = addressOf(request);
      change(address, 1);
      return () => change(address, -1);
    },
  };
}
