import { defineExtension, type MemberId, memberId, refuseAs } from 'parley/protocol';
import * as v from 'valibot';

const reaction = v.picklist(['👏', '❤️', '😂'], 'a reaction is one of 👏 ❤️ 😂');

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

interface HandsState {
  readonly raised: readonly MemberId[];
}

function lower({ raised }: HandsState, id: MemberId) {
  const left = raised.filter((one) => one !== id);
  return { state: { raised: left }, tell: [['all', 'hands', left] as const] };
}

export const hands = defineExtension<typeof words, HandsState>({
  words,
  initial: { raised: [] },
  handlers: {
    'raise-hand'({ room: { state }, from }) {
      if (state.raised.includes(from)) return refuseAs(words, 'hand-is-up');
      const raised = [...state.raised, from];
      return {
        state: { raised },
        tell: [['all', 'hands', raised]],
        answer: { place: raised.length },
      };
    },
    'lower-hand': ({ room: { state }, from }) =>
      state.raised.includes(from) ? lower(state, from) : refuseAs(words, 'hand-is-down'),
    react: ({ from }, which) => ({ tell: [[{ allBut: from }, 'reacted', from, which]] }),
  },
  joined: ({ state: { raised } }, id) =>
    raised.length > 0 ? { tell: [[id, 'hands', raised]] } : {},
  left: ({ state }, id) => (state.raised.includes(id) ? lower(state, id) : {}),
});
