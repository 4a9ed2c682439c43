import { defineExtension, type MemberId, memberId, type RoomView, refuseAs } from 'parley/protocol';
import * as v from 'valibot';

export const reactions = ['👍', '👏', '❤️', '😂', '😮', '🎉'] as const;

const reaction = v.picklist(reactions, `a reaction is one of ${reactions.join(' ')}`);

/** Whose hands are up, in the order in which they went up. */
const raised = v.pipe(v.array(memberId), v.readonly());

const words = {
  name: 'hands',
  requests: {
    'raise-hand': { args: [], answer: v.object({ place: v.number() }) },
    'lower-hand': { args: [] },
    /** By whoever has not listened from the first on. */
    'hands-up': { args: [], answer: v.object({ raised }) },
    react: { args: [reaction], perMinute: 60 },
  },
  notices: {
    hands: [raised],
    reacted: [memberId, reaction],
  },
  refusals: {
    'hand-is-up': 'Your hand is up already.',
    'hand-is-down': 'Your hand is not up.',
  },
} as const;

/** Of a member: when its hand went up, in milliseconds since the epoch; null while it is down. */
type Hand = number | null;

function raisedIn({ members }: RoomView<null, Hand>): readonly MemberId[] {
  const up = members.flatMap(({ id, state }) => (state === null ? [] : [{ id, since: state }]));
  return up.sort((one, other) => one.since - other.since).map(({ id }) => id);
}

export const hands = defineExtension<typeof words, null, Hand>({
  words,
  initial: null,
  handlers: {
    'raise-hand'({ room, from, now }) {
      const before = raisedIn(room);
      if (before.includes(from)) return refuseAs(words, 'hand-is-up');
      return {
        memberStates: { [from]: now },
        tell: [['all', 'hands', [...before, from]]],
        answer: { place: before.length + 1 },
      };
    },
    'lower-hand'({ room, from }) {
      const before = raisedIn(room);
      if (!before.includes(from)) return refuseAs(words, 'hand-is-down');
      return {
        memberStates: { [from]: null },
        tell: [['all', 'hands', before.filter((id) => id !== from)]],
      };
    },
    'hands-up': ({ room }) => ({ answer: { raised: raisedIn(room) } }),
    react: ({ from }, which) => ({ tell: [[{ allBut: from }, 'reacted', from, which]] }),
  },
  joined(room, id) {
    const up = raisedIn(room);
    return up.length > 0 ? { tell: [[id, 'hands', up]] } : {};
  },
  left: (room, _id, hand = null) =>
    hand === null ? {} : { tell: [['all', 'hands', raisedIn(room)]] },
});
