import * as v from 'valibot';
import { defineExtension, refuseAs } from '../protocol/extension.ts';

/** Shuts the room: who is in stays, and comes back; nobody else enters. */
export const lockWords = {
  name: 'lock',
  requests: { lock: { args: [v.boolean('true locks, false unlocks')] } },
  notices: { locked: [v.boolean()] },
  refusals: { locked: 'The room is locked. Knock, and whoever is in may let you in.' },
} as const;

interface LockState {
  readonly isLocked: boolean;
}

export const lock = defineExtension<typeof lockWords, LockState>({
  words: lockWords,
  initial: { isLocked: false },
  isKept: true,
  handlers: {
    lock: ({ room: { state } }, isLocked) =>
      state.isLocked === isLocked
        ? {}
        : { state: { isLocked }, tell: [['all', 'locked', isLocked]] },
  },
  beforeJoin: ({ room: { state } }) => (state.isLocked ? refuseAs(lockWords, 'locked') : {}),
  joined: ({ state }, id) => (state.isLocked ? { tell: [[id, 'locked', true]] } : {}),
  look: ({ state }) =>
    state.isLocked ? { hidesInfo: true, tells: { isLocked: true } } : undefined,
});
