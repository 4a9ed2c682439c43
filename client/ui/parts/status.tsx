import type { CallSnapshot, PeerSnapshot } from '../../call/state.ts';
import { doorProblem } from '../access/door-problem.ts';
import { wordsFor } from '../known-problem.ts';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';

/** One region for the whole page, so that every change of state is announced. The screens draw the same words. */
export function Status() {
  const { call } = useSession();
  return (
    <p role="status" class="visually-hidden">
      {statusText(call.value)}
    </p>
  );
}

function failureText(peer: PeerSnapshot | undefined): string | null {
  if (!peer?.failure) return null;
  const { verdict, relay } = peer.failure;
  return words.value.failed[verdict](peer.name, relay);
}

function statusText({ status, peers, isServerReachable }: CallSnapshot): string {
  const text = words.value;
  switch (status.kind) {
    case 'idle':
      return '';
    case 'joining':
      return text.joining;
    case 'refused':
      if (doorProblem(status)) return wordsFor(text.refused, status.problem);
      return status.problem.code === 'full' ? text.full : text.refusedTitle;
    case 'waiting':
      return text.waiting;
    case 'connecting':
      return failureText(peers[0]) ?? text.connecting;
    case 'connected':
      if (peers[0]?.connection === 'interrupted') return text.interrupted(peers[0].name);
      if (peers[0]?.isAway) return text.away(peers[0].name);
      if (peers[0]?.isSending?.isPaused)
        return `${text.connected}. ${text.theirWayIsNarrow(peers[0].name)}`;
      if (peers[0]?.isPictureHeldBack) return `${text.connected}. ${text.yourWayIsNarrow}`;
      return isServerReachable ? text.connected : `${text.connected}. ${text.serverUnreachable}`;
    case 'ended':
      return text.ended;
  }
}
