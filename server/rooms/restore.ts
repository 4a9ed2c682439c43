import { refuse } from '../../protocol/refusals.ts';
import type { Room, SeatClaim, Step, Told } from './record.ts';

/** The room as the member remembers it who is back after a restart, and those who have to go. */
type Restored =
  | { readonly room: Room; readonly tell: readonly Told[] }
  | { readonly refused: Step };

/**
 * A server that has just been started knows nothing of its rooms: their members bring what their extensions kept. Who has
 * entered since was asked for nothing, so where there was something to ask it has to enter again. Of rooms that had the
 * same name one after the other, the latest counts.
 */
export function restore(room: Room, { born, capacity, kept }: SeatClaim): Restored {
  const seats = capacity ?? room.capacity;
  const again = { ...room, born, capacity: seats, states: kept, isRestored: true };
  if (room.seats.length === 0) return { room: again, tell: [] };
  if (room.isRestored && born === room.born) return { room, tell: [] };
  if (room.isRestored && born < room.born) {
    return { refused: { room, answer: refuse('seat-lost'), tell: [] } };
  }
  const isGuarded = Object.keys(kept).length > 0;
  if (!isGuarded && !room.isRestored) return { room, tell: [] };
  const tell = room.seats.map(
    ({ id }): Told => ({ to: id, notice: ['ejected', room.id, id, 'restored'] }),
  );
  return { room: { ...again, seats: [] }, tell };
}
