import type { RoomId } from '../../../protocol/ids.ts';
import { doorProblem } from '../access/door-problem.ts';
import { later } from '../parts/later.tsx';
import { useSession } from '../session-context.ts';
import { loadCallScreen } from './call-screen-later.ts';
import { Ended } from './ended.tsx';
import { Lobby } from './lobby.tsx';
import { Refused } from './refused.tsx';

/** It comes while somebody stands at the door, so that nobody waits for it. */
const CallScreen = later(() => loadCallScreen());

/** One room, from the door to the way out. */
export function RoomScreen({ room }: { readonly room: RoomId }) {
  const { call, isAtDoor } = useSession();
  const { status, room: calledRoom } = call.value;
  // What became of an earlier call in another room is none of this one's.
  if (calledRoom !== room) return <Lobby room={room} />;
  switch (status.kind) {
    case 'idle':
      return <Lobby room={room} />;
    case 'refused':
      if (doorProblem(status)) return <Lobby room={room} />;
      return <Refused room={room} problem={status.problem} />;
    case 'ended':
      return <Ended room={room} ending={status.ending} />;
    case 'joining':
      if (isAtDoor.value) return <Lobby room={room} />;
      return <CallScreen room={room} status={status} />;
    case 'waiting':
    case 'connecting':
    case 'connected':
      return <CallScreen room={room} status={status} />;
  }
}
