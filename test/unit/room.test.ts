import { describe, expect, test } from 'vitest';
import { type MemberId, parseMemberId, parseRoomId, type RoomId } from '../../protocol/ids.ts';
import type { Room, Step } from '../../server/rooms/record.ts';
import { emptyRoom, step } from '../../server/rooms/room.ts';

const room = parseRoomId('kitchen') as RoomId;
const [anna, minh, third] = ['anna', 'minh', 'zoe_'].map(
  (name) => parseMemberId(`@${name.repeat(4)}`) as MemberId,
) as [MemberId, MemberId, MemberId];

const join = (record: Room, id: MemberId): Step =>
  step(record, { ask: 'join', id, hasToken: false }, 7);

function seated(...ids: readonly MemberId[]): Room {
  let record = emptyRoom(room, 2, 7);
  for (const id of ids) record = join(record, id).room ?? record;
  return record;
}

describe('joining', () => {
  test('[J1] the first is seated and told so', () => {
    expect(join(emptyRoom(room, 2, 7), anna)).toEqual({
      room: {
        id: room,
        version: 1,
        capacity: 2,
        seats: [{ id: anna, info: {}, since: 7, serial: 0, heldUntil: null, states: {} }],
        born: 7,
        isRestored: false,
        states: {},
      },
      answer: { ok: true, room, id: anna, members: [{ id: anna }], capacity: 2 },
      tell: [{ to: anna, notice: ['joined', room, anna] }],
    });
  });

  test('[J2] the newcomer is told first, then those who are there, in order of arrival', () => {
    const { tell, answer } = join({ ...seated(anna, minh), capacity: 3 }, third);
    expect(tell).toEqual([
      { to: third, notice: ['joined', room, third] },
      { to: anna, notice: ['otherjoin', room, third, { id: third }] },
      { to: minh, notice: ['otherjoin', room, third, { id: third }] },
    ]);
    expect(answer).toMatchObject({ members: [{ id: anna }, { id: minh }, { id: third }] });
  });

  test('[J4] a full room is as it was, and only the one refused is told', () => {
    const record = seated(anna, minh);
    const outcome = join(record, third);
    expect(outcome.room).toBe(record);
    expect(outcome.answer).toMatchObject({ ok: false, code: 'full' });
    expect(outcome.tell).toEqual([{ to: third, notice: ['full', room, third] }]);
  });

  test('[J5] joining twice changes nothing, tells nobody and is answered alike', () => {
    const record = seated(anna);
    const outcome = join(record, anna);
    expect(outcome.room).toBe(record);
    expect(outcome.tell).toEqual([]);
    expect(outcome.answer).toMatchObject({ ok: true, id: anna });
  });
});

describe('going', () => {
  test('[L1] the leaver is told first, then the others; the seat is free', () => {
    const outcome = step(seated(anna, minh), { ask: 'leave', id: anna }, 8);
    expect(outcome.tell).toEqual([
      { to: anna, notice: ['leaved', room, anna] },
      { to: minh, notice: ['bye', room, anna] },
    ]);
    expect(outcome.room?.seats.map(({ id }) => id)).toEqual([minh]);
    expect(outcome.answer).toEqual({ ok: true, room, id: anna });
  });

  test('[L3] who is not there leaves nothing behind and disturbs nobody', () => {
    const record = seated(anna);
    const outcome = step(record, { ask: 'leave', id: minh }, 8);
    expect(outcome).toMatchObject({ room: record, answer: { code: 'not-in-room' }, tell: [] });
    expect(step(emptyRoom(room, 2, 7), { ask: 'leave', id: minh }, 8).room).toBeNull();
  });

  test('[D1] a lost connection is bye to the others, and tells the lost one nothing', () => {
    const outcome = step(seated(anna, minh), { ask: 'drop', id: minh, holdMs: 35_000 }, 8);
    expect(outcome.tell).toEqual([{ to: anna, notice: ['bye', room, minh] }]);
  });

  test('[D1] one who came to send to one alone, and is lost, may come back', () => {
    const asked = { ask: 'join', id: minh, role: 'sender', only: anna, hasToken: false } as const;
    const record = step(seated(anna), asked, 7).room;
    const outcome = record && step(record, { ask: 'drop', id: minh, holdMs: 35_000 }, 8);
    expect(outcome?.tell).toEqual([{ to: anna, notice: ['bye', room, minh, { isLost: true }] }]);
  });

  test('the last one takes the room along', () => {
    expect(step(seated(anna), { ask: 'leave', id: anna }, 8).room).toBeNull();
    expect(step(seated(anna), { ask: 'drop', id: anna, holdMs: 35_000 }, 8).room).toBeNull();
  });

  test('every change raises the version, and nothing else does', () => {
    const record = seated(anna, minh);
    expect(record.version).toBe(2);
    expect(join(record, third).room?.version).toBe(2);
    expect(step(record, { ask: 'leave', id: anna }, 8).room?.version).toBe(3);
  });
});
