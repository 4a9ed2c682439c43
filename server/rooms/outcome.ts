import type {
  AnyExtension,
  ExtensionNotice,
  Outcome,
  RoomView,
  Words,
} from '../../protocol/extension.ts';
import type { MemberId } from '../../protocol/ids.ts';
import type { Mention, Room, Seat, States, Waking } from './record.ts';

type AnyOutcome = Outcome<Words, unknown, unknown>;

/** A record as an extension sees it. */
export function viewOf(room: Room, extension: AnyExtension): RoomView<unknown, unknown> {
  const { words, initial } = extension;
  const { id, capacity, seats, states } = room;
  return {
    id,
    capacity,
    state: words.name in states ? states[words.name] : initial,
    members: seats.map((seat) => ({
      id: seat.id,
      info: seat.info,
      isAway: seat.heldUntil !== null,
      state: memberStateOf(seat, extension),
    })),
  };
}

export function memberStateOf(
  { states }: Seat,
  { words, initialOfMember = null }: AnyExtension,
): unknown {
  return words.name in states ? states[words.name] : initialOfMember;
}

/** A room, what extensions tell of it, and when they wish to be called again. */
export interface Said {
  readonly room: Room;
  readonly mention: readonly Mention[];
  readonly wake: readonly Waking[];
}

/** The room after what an extension wants of it, and whom to tell what. */
export function carryOut(room: Room, { words }: AnyExtension, outcome: AnyOutcome): Said {
  return {
    room: changed(room, words.name, outcome),
    mention: (outcome.tell ?? []).flatMap((telling) => addressed(room, telling)),
    wake: outcome.wake ? [{ ...outcome.wake, by: words.name }] : [],
  };
}

function changed(room: Room, name: string, outcome: AnyOutcome): Room {
  const { memberStates } = outcome;
  if (!('state' in outcome) && !memberStates) return room;
  const states = 'state' in outcome ? { ...room.states, [name]: outcome.state } : room.states;
  const seats = memberStates
    ? room.seats.map((seat) => withState(seat, name, memberStates))
    : room.seats;
  return { ...room, version: room.version + 1, states, seats };
}

function withState(seat: Seat, name: string, memberStates: States): Seat {
  if (!Object.hasOwn(memberStates, seat.id)) return seat;
  return { ...seat, states: { ...seat.states, [name]: memberStates[seat.id] } };
}

function addressed(room: Room, telling: NonNullable<AnyOutcome['tell']>[number]): Mention[] {
  const [audience, name, ...args] = telling;
  const notice: ExtensionNotice = [name, room.id, ...args];
  return audienceOf(room, audience).map((to) => ({ to, notice }));
}

type Audience = MemberId | 'all' | { readonly allBut: MemberId };

function audienceOf({ seats }: Room, audience: Audience): MemberId[] {
  const all = seats.map(({ id }) => id);
  if (audience === 'all') return all;
  if (typeof audience === 'string') return [audience];
  return all.filter((id) => id !== audience.allBut);
}
