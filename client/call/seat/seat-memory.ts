import type { RoomId } from '../../../protocol/ids.ts';

/** Where a page keeps what gets it its seat back. */
export interface SeatMemory {
  /** Of this tab, and of a copy of it: survives a reload. */
  own(room: RoomId): string | null;
  /** Of whichever tab on this device sat in the room last. */
  shared(room: RoomId): string | null;
  /** Null forgets both. */
  keep(room: RoomId, token: string | null): void;
}

export const noMemory: SeatMemory = { own: () => null, shared: () => null, keep: () => {} };
