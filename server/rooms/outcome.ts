import type {
  AnyExtension,
  ExtensionNotice,
  Outcome,
  RoomView,
  Words,
} from '../../protocol/extension.ts';
import type { MemberId } from '../../protocol/ids.ts';
import type { Mention, Room, Waking } from './record.ts';

type AnyOutcome = Outcome<Words, unknown>;

/** A record as an extension sees it. */
export function viewOf(room: Room, { words, initial }: AnyExtension): RoomView<unknown> {
  const { id, capacity, seats, states } = room;
  return {
    id,
    capacity,
    state: words.name in states ? states[words.name] : initial,
    members: seats.map(({ id: member, name, heldUntil }) => ({
      id: member,
      name,
      isAway: heldUntil !== null,
    })),
  };
}

/** A room, what extensions tell of it, and when they wish to be called again. */
export interface Said {
  readonly room: Room;
  readonly mention: readonly Mention[];
  readonly wake: readonly Waking[];
}

/** The room after what an extension wants of it, and whom to tell what. */
export function carryOut(room: Room, { words }: AnyExtension, outcome: AnyOutcome): Said {
  const states = { ...room.states, [words.name]: outcome.state };
  return {
    room: 'state' in outcome ? { ...room, version: room.version + 1, states } : room,
    mention: (outcome.tell ?? []).flatMap((telling) => addressed(room, telling)),
    wake: outcome.wake ? [{ ...outcome.wake, by: words.name }] : [],
  };
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
