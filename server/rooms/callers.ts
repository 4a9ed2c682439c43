import type { MemberId } from '../../protocol/ids.ts';
import type { OwnRole } from '../../protocol/roles.ts';

/**
 * How a member comes to its first offer. `asked`: it makes one when it is told to, and answers one otherwise, as the
 * room protocol has it; `calls`: by itself, told or not; `listens`: never, it answers.
 */
export type Manner = 'asked' | 'calls' | 'listens';

/** What decides with whom a member connects, and how. */
export interface Side {
  readonly id: MemberId;
  /** Undefined is a participant. */
  readonly role?: OwnRole | undefined;
  /** Undefined is `asked`. */
  readonly manner?: Manner | undefined;
  /** It came for this one alone. */
  readonly only?: MemberId | undefined;
}

/** Two connect when one of them sends and the other receives. */
export function areCounterparts(one: Side, other: Side): boolean {
  if (one.role !== undefined && one.role === other.role) return false;
  return (one.only ?? other.id) === other.id && (other.only ?? one.id) === one.id;
}

type Caller = 'earlier' | 'later' | 'nobody';

/** By the manner of the one who was there, then of the one who came. */
const callers: Readonly<Record<Manner, Readonly<Record<Manner, Caller>>>> = {
  asked: { asked: 'earlier', calls: 'later', listens: 'earlier' },
  calls: { asked: 'earlier', calls: 'later', listens: 'earlier' },
  listens: { asked: 'later', calls: 'later', listens: 'nobody' },
};

/** Who of two makes the first offer: decided here and nowhere else. The table is in protocol/PROTOCOL.md. */
export function whoCalls(earlier: Side, later: Side): Caller {
  if (!areCounterparts(earlier, later)) return 'nobody';
  return callers[earlier.manner ?? 'asked'][later.manner ?? 'asked'];
}

/**
 * Whom somebody would call who calls once and is not called: the first who came of those that answer, and rather one
 * who is there than one who is away.
 */
export function calleeOf<S extends Side & { readonly heldUntil: number | null }>(
  seats: readonly S[],
  caller: Side,
): MemberId | null {
  const all = seats.filter((seat) => seat.manner !== 'calls' && areCounterparts(seat, caller));
  const present = all.find(({ heldUntil }) => heldUntil === null);
  return (present ?? all[0])?.id ?? null;
}
