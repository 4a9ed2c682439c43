import type { Accepted } from '../../protocol/events.ts';
import type { CallProblem } from './errors.ts';
import type { Seat } from './seat/seat.ts';
import type { CallStatus, Ending } from './state.ts';

/** Where this side stands towards the room. What the peers do is not in it: see `statusOf`. */
export type Phase =
  | { readonly kind: 'idle' }
  | { readonly kind: 'joining'; readonly seat: Seat }
  | { readonly kind: 'refused'; readonly problem: CallProblem }
  | { readonly kind: 'seated'; readonly seat: Seat; readonly answer: Accepted<'join'> }
  | { readonly kind: 'ended'; readonly ending: Ending };

interface Company {
  readonly isAlone: boolean;
  /** Who was there last, where the connection of that one was lost. */
  readonly lost: { readonly name: string | null } | null;
  /** Null where nobody was ever connected. */
  readonly connectedSince: number | null;
}

export function statusOf(phase: Phase, { isAlone, lost, connectedSince }: Company): CallStatus {
  switch (phase.kind) {
    case 'joining':
      return { kind: 'joining' };
    case 'seated':
      break;
    case 'idle':
    case 'refused':
    case 'ended':
      return phase;
  }
  if (isAlone) return { kind: 'waiting', ...(lost && { lost }) };
  return connectedSince === null
    ? { kind: 'connecting' }
    : { kind: 'connected', since: connectedSince };
}
