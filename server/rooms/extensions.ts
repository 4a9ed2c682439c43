import type {
  AnyExtension,
  ExtensionRequest,
  Outcome,
  Relay,
  Words,
} from '../../protocol/extension.ts';
import type { MemberId, RoomId } from '../../protocol/ids.ts';
import type { Refused } from '../../protocol/refusals.ts';
import { refuseCollisions, refuseSharedRooms } from './collisions.ts';
import { carryOut, memberStateOf, type Said, viewOf } from './outcome.ts';
import type { Room, Seat, States, Step, Waking } from './record.ts';

/** A request that an extension has declared. */
export interface ExtensionEvent {
  readonly extension: AnyExtension;
  readonly name: string;
  readonly request: ExtensionRequest;
}

/** `tells` is absent where no extension has anything to say. */
interface Seen {
  readonly hidesInfo: boolean;
  readonly tells?: States;
}

/** A member with the seat that it had; a visitor had none. */
interface Gone {
  readonly id: MemberId;
  readonly seat?: Seat;
}

/** All the extensions of a server, as one. What one of them throws in a hook changes nothing, and the others go on. */
export interface Extensions {
  /** Those that are asked about this room: the one that it belongs to, else all that have none of their own. */
  at(room: RoomId): readonly AnyExtension[];
  /** The one whose own room it is. */
  ownerOf(room: RoomId): AnyExtension | undefined;
  readonly names: readonly string[];
  /** Of all of them. */
  readonly refusalCodes: readonly string[];
  event(name: unknown): ExtensionEvent | undefined;
  /** The step, with what the hooks make of those who came, came `back`, and went. */
  follow(before: Room, step: Step, back?: MemberId): Step;
  /** A visitor is gone. */
  forget(room: Room, visitor: MemberId): Said;
  /** Time has passed for one of them. */
  wake(room: Room, waking: Waking): Said;
  /** Null where no extension looks at what is relayed. */
  readonly beforeRelay: ((relay: Relay) => Refused | null) | null;
  roomClosed(room: Room): void;
  /** What of a room's states is carried over a restart; nothing of what is as it was at first. */
  keptOf(room: Room): States;
  /** The same, of what they keep for one member. */
  keptOfMember(room: Room, seat: Seat): States;
  /** For somebody at the door. */
  look(room: Room): Seen;
}

/** Throws where two of them can't be together. */
export function createExtensions(
  all: readonly AnyExtension[],
  onFault: (error: unknown) => void,
): Extensions {
  refuseCollisions(all.map(({ words }) => words));
  refuseSharedRooms(all);
  const owners = all.filter(({ ownRooms }) => ownRooms);
  const others = all.filter(({ ownRooms }) => !ownRooms);
  const events = new Map(all.flatMap(eventsOf));
  const isRelayWatched = all.some(({ beforeRelay }) => beforeRelay !== undefined);

  const ownerOf = (room: RoomId): AnyExtension | undefined =>
    owners.find(({ ownRooms }) => ownRooms && room.startsWith(ownRooms.prefix));

  function at(room: RoomId): readonly AnyExtension[] {
    const owner = ownerOf(room);
    return owner ? [owner] : others;
  }

  function guarded<T>(job: () => T): T | undefined {
    try {
      return job();
    } catch (error) {
      onFault(error);
      return undefined;
    }
  }

  type Hook = (extension: AnyExtension, room: Room) => Outcome<Words, unknown, unknown> | undefined;

  function run(before: Said, hook: Hook): Said {
    return at(before.room.id).reduce((said, extension) => {
      const outcome = guarded(() => hook(extension, said.room));
      if (!outcome) return said;
      const { room, mention, wake } = carryOut(said.room, extension, outcome);
      return { room, mention: [...said.mention, ...mention], wake: [...said.wake, ...wake] };
    }, before);
  }

  const forget = (said: Said, { id, seat }: Gone): Said =>
    run(said, (extension, room) => {
      const memberState = seat && memberStateOf(seat, extension);
      return extension.left?.(viewOf(room, extension), id, memberState);
    });

  const welcome = (said: Said, id: MemberId): Said =>
    run(said, (extension, room) => extension.joined?.(viewOf(room, extension), id));

  function beforeRelay(relay: Relay): Refused | null {
    for (const extension of at(relay.room)) {
      const why = guarded(() => extension.beforeRelay?.(relay));
      if (why) return why;
    }
    return null;
  }

  return {
    at,
    ownerOf,
    names: all.map(({ words }) => words.name),
    refusalCodes: all.flatMap(({ words }) => Object.keys(words.refusals)),
    event: (name) => (typeof name === 'string' ? events.get(name) : undefined),
    follow(before, step, back) {
      const after = step.room ?? { ...before, seats: [] };
      const was = before.seats.filter(({ id }) => id !== back);
      const is = idsOf(after);
      const left = was.filter(({ id }) => !is.includes(id)).map((seat) => ({ id: seat.id, seat }));
      const came = is.filter((id) => !was.some((seat) => seat.id === id));
      const unsaid = { room: after, mention: [], wake: [] };
      const said = came.reduce(welcome, left.reduce(forget, unsaid));
      return { ...step, ...said, room: step.room && said.room };
    },
    forget: (room, visitor) => forget({ room, mention: [], wake: [] }, { id: visitor }),
    wake: (room, { by, about }) =>
      run({ room, mention: [], wake: [] }, (extension, record) =>
        extension.words.name === by
          ? extension.woken?.(viewOf(record, extension), about)
          : undefined,
      ),
    beforeRelay: isRelayWatched ? beforeRelay : null,
    roomClosed(room) {
      for (const extension of at(room.id)) {
        guarded(() => extension.roomClosed?.(room.id, viewOf(room, extension).state));
      }
    },
    keptOf: ({ id, states }) => kept(at(id), states, ({ initial }) => initial),
    keptOfMember: (room, { states }) =>
      kept(at(room.id), states, ({ initialOfMember = null }) => initialOfMember),
    look(room) {
      const asked = at(room.id);
      const seen = asked.map((one) => guarded(() => one.look?.(viewOf(room, one))));
      const said = asked
        .map(({ words }, index) => [words.name, seen[index]?.tells] as const)
        .filter(([, tells]) => tells !== undefined);
      return {
        hidesInfo: seen.some((one) => one?.hidesInfo === true),
        ...(said.length > 0 && { tells: Object.fromEntries(said) }),
      };
    },
  };
}

function eventsOf(extension: AnyExtension): [string, ExtensionEvent][] {
  const declared = Object.entries(extension.words.requests);
  return declared.map(([name, request]) => [name, { extension, name, request }]);
}

function idsOf({ seats }: Room): MemberId[] {
  return seats.map(({ id }) => id);
}

function isChanged(states: States, name: string, initial: unknown): boolean {
  return name in states && JSON.stringify(states[name]) !== JSON.stringify(initial);
}

/** Of those states that are not as they were at first. */
function kept(
  extensions: readonly AnyExtension[],
  states: States,
  initialOf: (extension: AnyExtension) => unknown,
): States {
  const changed = extensions.filter(
    (one) => one.isKept && isChanged(states, one.words.name, initialOf(one)),
  );
  return Object.fromEntries(changed.map(({ words }) => [words.name, states[words.name]]));
}
