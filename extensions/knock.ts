import * as v from 'valibot';
import { displayName } from '../protocol/display-name.ts';
import { defineExtension, refuseAs } from '../protocol/extension.ts';
import { type MemberId, memberId } from '../protocol/ids.ts';

const MAX_WAITING = 8;

const knocker = v.object({
  /** Of the visitor: good for as long as its connection. */
  id: memberId,
  name: v.optional(displayName),
});
type Knocker = v.InferOutput<typeof knocker>;

/** Who is in lets somebody in, past lock and password. */
export const knockWords = {
  name: 'knock',
  requests: {
    /** By somebody at the door. The answer comes as `knock-answered`, when a member gives one. */
    knock: {
      args: [v.nullish(v.object({ name: v.optional(displayName) }, 'the options are {name?}'))],
      isForVisitors: true,
      perMinute: 6,
    },
    /** Waits no more. */
    withdraw: { args: [], isForVisitors: true },
    admit: { args: [memberId, v.boolean('true lets in, false does not')] },
  },
  notices: {
    /** To members: all who wait, in order of arrival. */
    knocking: [v.pipe(v.array(knocker), v.readonly())],
    /** To the one who knocked. With true it may join now, on the same connection. */
    'knock-answered': [v.boolean()],
  },
  refusals: {
    'nobody-in': 'Nobody is in this room, so nobody can let you in. Join it.',
    'inside-already': 'You sit in this room. There is no need to knock.',
    'too-many-knock': 'Too many wait at this door already. Try again in a moment.',
    'nobody-knocks':
      'Nobody with this id waits at the door. Somebody may have answered before you.',
  },
} as const;

interface KnockState {
  readonly waiting: readonly Knocker[];
  readonly admitted: readonly MemberId[];
}

export const knock = defineExtension<typeof knockWords, KnockState>({
  words: knockWords,
  initial: { waiting: [], admitted: [] },
  handlers: {
    knock({ room, from, isMember }, options) {
      const { state, members } = room;
      if (isMember) return refuseAs(knockWords, 'inside-already');
      if (members.length === 0) return refuseAs(knockWords, 'nobody-in');
      const others = state.waiting.filter(({ id }) => id !== from);
      if (others.length >= MAX_WAITING) return refuseAs(knockWords, 'too-many-knock');
      return wait(state, [...others, { id: from, ...(options?.name && { name: options.name }) }]);
    },
    withdraw: ({ room: { state }, from }) => withdraw(state, from),
    admit({ room: { state } }, id, isAdmitted) {
      const waiting = state.waiting.filter((one) => one.id !== id);
      if (waiting.length === state.waiting.length) return refuseAs(knockWords, 'nobody-knocks');
      const admitted = isAdmitted ? [...state.admitted, id] : state.admitted;
      return {
        state: { waiting, admitted },
        tell: [
          [id, 'knock-answered', isAdmitted],
          ['all', 'knocking', waiting],
        ],
      };
    },
  },
  beforeJoin: ({ room: { state }, visitor }) =>
    visitor !== null && state.admitted.includes(visitor) ? { waives: ['lock', 'password'] } : {},
  joined: ({ state: { waiting } }, id) =>
    waiting.length > 0 ? { tell: [[id, 'knocking', waiting]] } : {},
  left: ({ state }, id) => withdraw(state, id),
});

function wait(state: KnockState, waiting: readonly Knocker[]) {
  return {
    state: { ...state, waiting },
    tell: [['all', 'knocking', waiting] as const],
  };
}

/** Gone, or in: whichever, it doesn't wait any more, and is let in once. */
function withdraw(state: KnockState, id: MemberId) {
  const { waiting, admitted } = state;
  const isWaiting = waiting.some((one) => one.id === id);
  if (!isWaiting && !admitted.includes(id)) return {};
  const left = {
    waiting: waiting.filter((one) => one.id !== id),
    admitted: admitted.filter((one) => one !== id),
  };
  return isWaiting ? wait(left, left.waiting) : { state: left };
}
