import { expect, test } from 'vitest';
import { parseRoomId, type RoomId } from '../../protocol/ids.ts';
import type { MemberPort } from '../../server/rooms/member.ts';
import type { Seated } from '../../server/rooms/rooms-port.ts';
import { createClock } from '../support/clock.ts';
import { GRACE_MS, setUpRooms } from '../support/rooms.ts';

const kitchen = parseRoomId('kitchen') as RoomId;
const port: MemberPort = { wire: 'test', address: 'here', send: () => {}, close: () => {} };

test.each([
  ['a timer that is a millisecond early', 1],
  ['a clock that was set back by an hour', 3_600_000],
])('[S2] a seat is free at the end of the grace, by %s too', async (_how, behindMs) => {
  const clock = createClock();
  let slowMs = 0;
  const rooms = setUpRooms({ clock: { ...clock, now: () => clock.now() - slowMs } });
  const asker = { port, seated: null, visitor: null, hasToken: true };
  const { member } = (await rooms.join(kitchen, asker, {})) as Seated;
  if (member) await rooms.drop(kitchen, member);
  expect(rooms.census().away).toBe(1);
  slowMs = behindMs;
  clock.advance(GRACE_MS);
  expect(rooms.census()).toMatchObject({ rooms: 0, away: 0 });
  expect(await rooms.look(kitchen)).toMatchObject({ members: [] });
});
