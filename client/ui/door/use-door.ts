import { useEffect, useState } from 'preact/hooks';
import type { Accepted } from '../../../protocol/events.ts';
import type { RoomId } from '../../../protocol/ids.ts';
import type { KnownProblem } from '../known-problem.ts';
import { useSession } from '../session-context.ts';

const EVERY_MS = 5_000;

export type Door = Accepted<'look'>;

/**
 * Who is in the room, looked at again and again while somebody stands before it, and at once when it has not opened for
 * another `problem`. Null until it is known.
 */
export function useDoor(room: RoomId | null, problem: KnownProblem | null = null): Door | null {
  const { look } = useSession();
  const [door, setDoor] = useState<Door | null>(null);
  useEffect(() => {
    if (room === null) return;
    let isOver = false;
    const update = () =>
      void look(room).then((seen) => {
        if (!isOver && seen) setDoor(seen);
      });
    update();
    const timer = setInterval(() => {
      if (!document.hidden) update();
    }, EVERY_MS);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [room, problem]);
  return door;
}
