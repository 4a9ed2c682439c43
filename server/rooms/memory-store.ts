import type { RoomId } from '../../protocol/ids.ts';
import type { Room } from './record.ts';
import type { RoomStore } from './store.ts';

/** Records in this process. Synchronous, hence atomic. */
export function createMemoryStore(): RoomStore {
  const rooms = new Map<RoomId, Room>();
  return {
    update(id, change) {
      const outcome = change(rooms.get(id) ?? null);
      if (outcome.room) rooms.set(id, outcome.room);
      else rooms.delete(id);
      return outcome;
    },
    list: (prefix) => [...rooms.values()].filter(({ id }) => id.startsWith(prefix)),
  };
}
