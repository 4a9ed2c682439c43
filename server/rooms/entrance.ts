import type { RoomId } from '../../protocol/ids.ts';
import { refuse } from '../../protocol/refusals.ts';
import { type Admitted, type Applicant, askToEnter, isAsItWas } from './admission.ts';
import type { Side } from './callers.ts';
import type { Extensions } from './extensions.ts';
import { after, type MaybePromise } from './maybe-promise.ts';
import { orNone, type Room, type Step } from './record.ts';
import type { Records } from './records.ts';
import { type RoomRequest, step } from './room.ts';

/** Others may come in between while an extension thinks. */
const MAX_TRIES = 10;

type JoinRequest = Extract<RoomRequest, { ask: 'join' }>;

interface Seeker {
  readonly side: Side;
  readonly hasToken: boolean;
  readonly attempt: string | undefined;
  /** Where it is the first, and the room is not as large as others. */
  readonly opensFor: number | undefined;
}

type ApplyFor = (room: RoomId, seeker: Seeker, applicant: Applicant) => MaybePromise<Step>;

/** Whoever asks for a seat of its own is looked at by every extension first. */
export function createEntrance(
  records: Records,
  extensions: Extensions,
  now: () => number,
): ApplyFor {
  /** Null where what the extensions saw does not hold any more. */
  function enter(
    seen: Room,
    request: JoinRequest,
    { states, newcomer }: Admitted,
  ): MaybePromise<Step | null> {
    const entered = records.update(seen.id, (record) => {
      if (!isAsItWas(seen, record)) return { room: orNone(record), step: null };
      const outcome = step({ ...record, states }, { ...request, ...newcomer }, now());
      // Whoever finds no seat has changed nothing either.
      const made = outcome.answer.ok
        ? records.follow(record, outcome)
        : { ...outcome, room: orNone(record) };
      return { room: made.room, step: made };
    });
    return after(entered, (made) => made.step);
  }

  function tryToEnter(
    room: RoomId,
    request: JoinRequest,
    applicant: Applicant,
    triesLeft: number,
  ): MaybePromise<Step> {
    return after(records.read(room), (seen) => {
      // Who sits here already, or finds no seat, is asked for nothing.
      const isPlain = seen.seats.length >= seen.capacity || isSeated(seen, request);
      if (isPlain) return records.change(room, request);
      return after(askToEnter(extensions.at(room), seen, applicant, now()), (verdict) => {
        if (!verdict.ok) return { room: seen, answer: verdict, tell: [] };
        return after(enter(seen, request, verdict), (made) => {
          if (made) return made;
          if (triesLeft > 0) return tryToEnter(room, request, applicant, triesLeft - 1);
          return { room: seen, answer: refuse('busy'), tell: [] };
        });
      });
    });
  }

  return (room, { side, ...seeker }, applicant) =>
    tryToEnter(room, { ask: 'join', ...side, ...seeker }, applicant, MAX_TRIES);
}

function isSeated({ seats }: Room, request: JoinRequest): boolean {
  return seats.some(({ id }) => id === request.id);
}
