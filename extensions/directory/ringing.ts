import { type Extension, type Outcome, type RoomView, refuseAs } from '../../protocol/extension.ts';
import { type MemberId, parseRoomId, type RoomId } from '../../protocol/ids.ts';
import { nameOfKnownRoom } from './called-name.ts';
import { directoryWords, type RingEnding } from './directory-words.ts';

/** So long somebody is rung for. */
const RING_MS = 45_000;
/** So long it goes on while the connection of the one who rings is lost. */
const LOST_MS = 10_000;
/** So long it is told that it was accepted, to one who comes back. */
const ACCEPTED_MS = 30_000;
/** Those that were declined silently go on as well. */
const MAX_RINGS = 8;

interface Ring {
  readonly id: string;
  /** Null while its connection is lost. */
  readonly caller: MemberId | null;
  /** How often it was lost. */
  readonly losses: number;
  readonly name?: string | undefined;
  readonly from?: string | undefined;
  readonly stage: 'ringing' | 'declined-silently' | { readonly acceptedIn: RoomId };
}

export interface DirectoryState {
  /** In order of arrival. One of them rings at most. */
  readonly rings: readonly Ring[];
  /** Devices on which somebody lets themselves be seen. */
  readonly seen: readonly MemberId[];
}

export const unrung: DirectoryState = { rings: [], seen: [] };

type Words = typeof directoryWords;
type Directory = Extension<Words, DirectoryState>;
type View = RoomView<DirectoryState>;
type Said = Outcome<Words, DirectoryState>;
type Told = NonNullable<Said['tell']>[number];

type RingRequest = 'ring' | 'ring-back' | 'stop-ringing' | 'accept-ring' | 'decline-ring';

interface Ringing {
  readonly handlers: Pick<Directory['handlers'], RingRequest>;
  readonly joined: NonNullable<Directory['joined']>;
  readonly left: NonNullable<Directory['left']>;
  readonly woken: NonNullable<Directory['woken']>;
}

/** Rings at a name. Until one is accepted neither side learns anything of the other but names. */
export function createRinging(newId: () => string): Ringing {
  return {
    handlers: {
      ring({ room, from, isMember, seats }, options) {
        const { state, members } = room;
        if (isMember) return refuseAs(directoryWords, 'own-name');
        if (members.length === 0) return refuseAs(directoryWords, 'not-there');
        const rings = state.rings.filter(({ caller }) => caller !== from);
        const isFree = !rings.some(isRinging) && rings.length < MAX_RINGS;
        if (!isFree) return refuseAs(directoryWords, 'engaged');
        const [seat] = seats;
        const ring: Ring = {
          id: newId(),
          caller: from,
          losses: 0,
          ...(options?.name && { name: options.name }),
          ...(seat !== undefined && { from: nameOfKnownRoom(seat) }),
          stage: 'ringing',
        };
        return {
          state: { ...state, rings: [...rings, ring] },
          tell: [['all', 'ringing', shown(ring)]],
          wake: { afterMs: RING_MS, about: about('end', ring) },
          answer: { ring: ring.id, forMs: RING_MS },
        };
      },

      'ring-back'({ room: { state }, from }, id) {
        const ring = ringOf(state, id);
        if (!ring) return refuseAs(directoryWords, 'no-such-ring');
        const room = acceptedIn(ring);
        return {
          state: withRing(state, { ...ring, caller: from }),
          answer: room === null ? {} : { room },
        };
      },

      'stop-ringing'({ room, from }, id) {
        const ring = ringOf(room.state, id);
        if (ring?.caller !== from) return {};
        return acceptedIn(ring) === null
          ? over(room, ring, 'cancelled')
          : { state: without(room.state, ring) };
      },

      'accept-ring'({ room: { state }, from }, id) {
        const ring = ringOf(state, id);
        const room = parseRoomId(newId());
        if (!ring || !isRinging(ring) || !room) return refuseAs(directoryWords, 'no-such-ring');
        return {
          state: withRing(state, { ...ring, stage: { acceptedIn: room } }),
          tell: [
            ...toCaller(ring, 'accepted', room),
            [{ allBut: from }, 'ring-over', id, 'accepted'],
            ['all', 'ringing', null],
          ],
          wake: { afterMs: ACCEPTED_MS, about: about('forget', ring) },
          answer: { room },
        };
      },

      'decline-ring'({ room }, id, how) {
        const ring = ringOf(room.state, id);
        if (!ring || !isRinging(ring)) return refuseAs(directoryWords, 'no-such-ring');
        if (how !== 'silently') return over(room, ring, how);
        return {
          state: withRing(room.state, { ...ring, stage: 'declined-silently' }),
          tell: toDevices(ring, 'declined'),
        };
      },
    },

    joined: ({ state }, id) => ({ tell: [[id, 'ringing', shown(state.rings.find(isRinging))]] }),

    left(room, id) {
      const { state, members } = room;
      if (members.length === 0) return allOver(room);
      const ring = state.rings.find(({ caller }) => caller === id);
      if (!ring) return state.seen.includes(id) ? { state: unseen(state, id) } : {};
      const lost = { ...ring, caller: null, losses: ring.losses + 1 };
      return {
        state: withRing(state, lost),
        wake: { afterMs: LOST_MS, about: about('lost', lost) },
      };
    },

    woken(room, what) {
      const ring = room.state.rings.find((one) =>
        [about('end', one), about('lost', one), about('forget', one)].includes(what),
      );
      if (!ring) return {};
      if (what === about('forget', ring)) return { state: without(room.state, ring) };
      if (acceptedIn(ring) !== null) return {};
      if (what === about('end', ring)) return over(room, ring, 'no-answer');
      // It came back in time, where there is somebody.
      return ring.caller === null ? over(room, ring, 'cancelled') : {};
    },
  };
}

/** A later loss of the same one is another thing to wake up for. */
function about(what: 'end' | 'lost' | 'forget', { id, losses }: Ring): string {
  return what === 'lost' ? `${what} ${losses} ${id}` : `${what} ${id}`;
}

function isRinging({ stage }: Ring): boolean {
  return stage === 'ringing';
}

function acceptedIn({ stage }: Ring): RoomId | null {
  return typeof stage === 'object' ? stage.acceptedIn : null;
}

function ringOf({ rings }: DirectoryState, id: string): Ring | undefined {
  return rings.find((ring) => ring.id === id);
}

function withRing(state: DirectoryState, ring: Ring): DirectoryState {
  return { ...state, rings: state.rings.map((one) => (one.id === ring.id ? ring : one)) };
}

function without(state: DirectoryState, { id }: Ring): DirectoryState {
  return { ...state, rings: state.rings.filter((ring) => ring.id !== id) };
}

function unseen(state: DirectoryState, id: MemberId): DirectoryState {
  return { ...state, seen: state.seen.filter((one) => one !== id) };
}

/** As those see it for whom it rings. */
function shown(ring: Ring | undefined) {
  if (!ring) return null;
  const { id, name, from } = ring;
  return { id, ...(name !== undefined && { name }), ...(from !== undefined && { from }) };
}

function over({ state }: View, ring: Ring, how: RingEnding): Said {
  return {
    state: without(state, ring),
    tell: [
      ...(how === 'cancelled' ? [] : toCaller(ring, how)),
      ...(isRinging(ring) ? toDevices(ring, how) : []),
    ],
  };
}

/** The last one for whom it could ring has gone. */
function allOver({ state }: View): Said {
  const tell = state.rings.filter((ring) => acceptedIn(ring) === null);
  return { state: unrung, tell: tell.flatMap((ring) => toCaller(ring, 'no-answer')) };
}

function toCaller({ id, caller }: Ring, how: RingEnding, room?: RoomId): Told[] {
  return caller === null ? [] : [[caller, 'ring-over', id, how, room]];
}

function toDevices({ id }: Ring, how: RingEnding): Told[] {
  return [
    ['all', 'ring-over', id, how],
    ['all', 'ringing', null],
  ];
}
