import type { MemberId, RoomId } from '../../protocol/ids.ts';
import type { ExtensionEvent, Extensions } from './extensions.ts';
import { after, type MaybePromise } from './maybe-promise.ts';
import { carryOut, type Said, viewOf } from './outcome.ts';
import { orNone, type Room, type Step, type Waking } from './record.ts';
import { emptyRoom, type RoomRequest, step } from './room.ts';
import type { RoomStore } from './store.ts';

export interface RecordsOptions {
  readonly store: RoomStore;
  readonly extensions: Extensions;
  readonly capacity: number;
  readonly now: () => number;
}

interface Acting {
  readonly event: ExtensionEvent;
  readonly args: readonly unknown[];
  readonly from: MemberId;
  readonly isMember: boolean;
  /** Of the rooms that belong to the extension. */
  readonly seats: readonly RoomId[];
}

/** The records of rooms: each change is made by the store, and the extensions' hooks are part of it. */
export interface Records {
  /** An empty one where there is none. */
  read(room: RoomId): MaybePromise<Room>;
  update<T extends { readonly room: Room | null }>(
    room: RoomId,
    job: (record: Room) => T,
  ): MaybePromise<T>;
  /** Now, or as if it were then. */
  change(room: RoomId, request: RoomRequest, at?: number): MaybePromise<Step>;
  readonly follow: Extensions['follow'];
  /** An extension answers a request of its own. What it throws is thrown. */
  act(room: RoomId, acting: Acting): MaybePromise<Step>;
  forget(room: RoomId, visitor: MemberId): MaybePromise<Step>;
  /** Time has passed for an extension. */
  wake(room: RoomId, waking: Waking): MaybePromise<Step>;
}

export function createRecords({ store, extensions, capacity, now }: RecordsOptions): Records {
  const { follow } = extensions;
  const anew = (room: RoomId): Room =>
    emptyRoom(room, extensions.ownerOf(room)?.ownRooms?.capacity ?? capacity, now());

  function listOf({ extension, request }: ExtensionEvent): MaybePromise<readonly unknown[]> {
    const { ownRooms } = extension;
    if (!request.needsList || !ownRooms) return [];
    return after(store.list(ownRooms.prefix), (rooms) =>
      rooms
        .map((room) => ownRooms.list?.(viewOf(room, extension)))
        .filter((entry) => entry !== undefined),
    );
  }

  /** What an extension said without being asked. */
  const unasked = (said: Said): Step => ({
    ...said,
    room: orNone(said.room),
    answer: { ok: true },
    tell: [],
  });

  const update: Records['update'] = (room, job) => {
    let before: Room | null = null;
    const changed = store.update(room, (record) => {
      before = record;
      return job(record ?? anew(room));
    });
    return after(changed, (outcome) => {
      if (before && !outcome.room) extensions.roomClosed(before);
      return outcome;
    });
  };

  return {
    read: (room) =>
      after(
        store.update(room, (record) => ({ room: record })),
        (found) => found.room ?? anew(room),
      ),
    update,
    follow,
    change: (room, request, at = now()) =>
      update(room, (record) => {
        const back = request.ask === 'resume' ? request.claim.id : undefined;
        return follow(record, step(record, request, at), back);
      }),
    act: (room, acting) =>
      after(listOf(acting.event), (list) =>
        update(room, (record) => act(record, { ...acting, list }, now())),
      ),
    forget: (room, visitor) =>
      update(room, (record) => unasked(extensions.forget(record, visitor))),
    wake: (room, waking) => update(room, (record) => unasked(extensions.wake(record, waking))),
  };
}

interface Listed {
  readonly list: readonly unknown[];
}

function act(record: Room, { event, args, ...turn }: Acting & Listed, now: number): Step {
  const { extension, name } = event;
  const handler = extension.handlers[name];
  if (!handler) throw new Error(`${extension.words.name} declares ${name} and does not handle it`);
  const said = handler({ ...turn, room: viewOf(record, extension), now }, ...args);
  if ('ok' in said) return { room: orNone(record), answer: said, tell: [] };
  const { room, mention, wake } = carryOut(record, extension, said);
  return { room: orNone(room), answer: { ...said.answer, ok: true }, tell: [], mention, wake };
}
