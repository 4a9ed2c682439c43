import { describe, expect, test } from 'vitest';
import { parseRoomId, type RoomId } from '../../protocol/ids.ts';
import type { Room } from '../../server/rooms/record.ts';
import { emptyRoom } from '../../server/rooms/room.ts';
import type { RoomStore } from '../../server/rooms/store.ts';

const room = parseRoomId('kitchen') as RoomId;
const kitchenette = parseRoomId('kitchenette') as RoomId;
const garden = parseRoomId('garden') as RoomId;

/** What a store does, wherever it keeps its records. */
export function describeStore(name: string, createStore: () => RoomStore): void {
  const raise = (record: Room | null) => {
    const before = record ?? emptyRoom(room, 2, 7);
    return { room: { ...before, version: before.version + 1 }, before: record };
  };

  describe(name, () => {
    test('gives null where there is nothing, and what was kept where there is', async () => {
      const store = createStore();
      expect((await store.update(room, raise)).before).toBeNull();
      expect((await store.update(room, raise)).before).toMatchObject({ version: 1 });
    });

    test('gives back the whole outcome of a change', async () => {
      const outcome = await createStore().update(room, () => ({ room: null, answer: 'mine' }));
      expect(outcome).toEqual({ room: null, answer: 'mine' });
    });

    test('forgets a room that comes out as null', async () => {
      const store = createStore();
      await store.update(room, raise);
      await store.update(room, () => ({ room: null }));
      expect((await store.update(room, raise)).before).toBeNull();
    });

    test('lists those whose names begin alike', async () => {
      const store = createStore();
      const keep = (id: RoomId) => store.update(id, () => ({ room: emptyRoom(id, 2, 7) }));
      for (const id of [room, garden, kitchenette]) await keep(id);
      const listed = async () => (await store.list('kitchen')).map(({ id }) => id).sort();
      expect(await listed()).toEqual([room, kitchenette]);
      await store.update(room, () => ({ room: null }));
      expect(await listed()).toEqual([kitchenette]);
    });

    test('keeps rooms apart', async () => {
      const store = createStore();
      await store.update(room, raise);
      expect((await store.update(garden, raise)).before).toBeNull();
    });

    test('of a thousand changes at once each sees the outcome of the one before', async () => {
      const store = createStore();
      const outcomes = await Promise.all(
        Array.from({ length: 1000 }, async () => store.update(room, raise)),
      );
      const versions = outcomes.map((outcome) => outcome.room.version).sort((a, b) => a - b);
      expect(versions).toEqual(Array.from({ length: 1000 }, (_, index) => index + 1));
    });

    test('a change that throws changes nothing', async () => {
      const store = createStore();
      await store.update(room, raise);
      const broken = async () =>
        store.update(room, () => {
          throw new Error('broken');
        });
      await expect(broken()).rejects.toThrow('broken');
      expect((await store.update(room, raise)).before).toMatchObject({ version: 1 });
    });
  });
}
