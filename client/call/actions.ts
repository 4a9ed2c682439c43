import type { Peers } from './peers.ts';
import type { CallSnapshot } from './state.ts';
import type { Talk } from './talk.ts';

interface Possible {
  readonly isInRoom: boolean;
  readonly isAlone: boolean;
  readonly talk: Talk;
  readonly peers: Peers;
  readonly join: NonNullable<CallSnapshot['actions']['join']>;
  readonly hangUp: () => void;
}

/** What can be done now. */
export function actionsOf(now: Possible): CallSnapshot['actions'] {
  const { isInRoom, isAlone, talk, peers, join, hangUp } = now;
  return {
    ...(isInRoom ? { hangUp } : { join }),
    ...(!isAlone && {
      sendChat: (text) => talk.write(text),
      noteWriting: () => talk.noteWriting(),
      setCompared: (peer, comparison) => peers.get(peer)?.setCompared(comparison),
    }),
    ...(talk.files.canSend && { sendFiles: (files) => talk.files.send(files) }),
  };
}
