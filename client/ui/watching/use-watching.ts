import { useEffect, useState } from 'preact/hooks';
import type { RoomId } from '../../../protocol/ids.ts';
import type { Call } from '../../call/call-port.ts';
import type { CallSnapshot } from '../../call/state.ts';
import { useSession } from '../session-context.ts';

interface Watching {
  readonly call: Call;
  readonly snapshot: CallSnapshot;
  /** Anew, where it is in the room already. */
  enter(): void;
  leave(): void;
}

/** A room as one who only watches. It is left with the screen, and with the page. */
export function useWatching(
  room: RoomId,
  onChange: (snapshot: CallSnapshot, before: CallSnapshot) => void = () => {},
): Watching {
  const { watcher, access, ways } = useSession();
  const call = watcher();
  const [snapshot, setSnapshot] = useState(call.snapshot);
  const leave = () => call.snapshot.actions.hangUp?.();
  const enter = () => {
    leave();
    call.snapshot.actions.join?.(room, { role: 'receiver', entry: access.keys.entryTo(room) });
  };
  useEffect(() => {
    let before = call.snapshot;
    const unsubscribe = call.onChange((now) => {
      onChange(now, before);
      before = now;
      setSnapshot(now);
    });
    // Before the page closes the way to the server.
    addEventListener('pagehide', leave, { capture: true });
    return () => {
      removeEventListener('pagehide', leave, { capture: true });
      leave();
      unsubscribe();
    };
  }, [call]);
  useEffect(() => call.setWays(ways.value), [call, ways.value]);
  // It changes as the network does.
  useEffect(() => {
    const hurry = () => {
      if (!document.hidden) call.hurry();
    };
    addEventListener('online', hurry);
    document.addEventListener('visibilitychange', hurry);
    return () => {
      removeEventListener('online', hurry);
      document.removeEventListener('visibilitychange', hurry);
    };
  }, [call]);
  return { call, snapshot, enter, leave };
}
