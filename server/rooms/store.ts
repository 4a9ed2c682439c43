import type { RoomId } from '../../protocol/ids.ts';
import type { MaybePromise } from './maybe-promise.ts';
import type { Room } from './record.ts';

/**
 * Where room records are kept. `update` runs `change` on the record as it is (null: there is none), keeps the
 * room that comes out (null: forgets it), and gives back the whole outcome. It is atomic: of changes to one room
 * each sees the outcome of the one before. A store may call `change` more than once, so `change` is pure.
 */
export interface RoomStore {
  update<T extends { readonly room: Room | null }>(
    id: RoomId,
    change: (room: Room | null) => T,
  ): MaybePromise<T>;
  /** All records of rooms whose names begin so, as they are now. */
  list(prefix: string): MaybePromise<readonly Room[]>;
}
