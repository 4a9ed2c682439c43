import { defineExtension, type MemberId, memberId, type RoomView, refuseAs } from 'parley/protocol';
import * as v from 'valibot';

export const reactions = ['👍', '👏', '❤️', '😂', '😮', '🎉'] as const;

const reaction = v.picklist(reactions, `a reaction is one of ${reactions.join(' ')}`);

const words = {
  name: 'hands',
  requests: {
    'raise-hand': { args: [], answer: v.object({ place: v.number() }) },
    'lower-hand': { args: [] },
    react: { args: [reaction], perMinute: 60 },
  },
  notices: {
    /** Whose hands are up, in the order in which they went up. */
    hands: [v.pipe(v.array(memberId), v.readonly())],
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
  const raised = members.flatMap(({ id, state }) => (state === null ? [] : [{ id, at: state }]));
  return raised.sort((a, b) => a.at - b.at).map(({ id }) => id);
}

export const hands = defineExtension<typeof words, null, Hand>({
  words,
  initial: null,
  handlers: {
    'raise-hand'({ room, from, now }) {
      const raised = raisedIn(room);
      if (raised.includes(from)) return refuseAs(words, 'hand-is-up');
      return {
        memberStates: { [from]: now },
        tell: [['all', 'hands', [...raised, from]]],
        answer: { place: raised.length + 1 },
      };
    },
    'lower-hand'({ room, from }) {
      const raised = raisedIn(room);
      if (!raised.includes(from)) return refuseAs(words, 'hand-is-down');
      return {
        memberStates: { [from]: null },
        tell: [['all', 'hands', raised.filter((id) => id !== from)]],
      };
    },
    react: ({ from }, which) => ({ tell: [[{ allBut: from }, 'reacted', from, which]] }),
  },
  joined(room, id) {
    const raised = raisedIn(room);
    return raised.length > 0 ? { tell: [[id, 'hands', raised]] } : {};
  },
  left: (room, _id, hand = null) =>
    hand === null ? {} : { tell: [['all', 'hands', raisedIn(room)]] },
});
