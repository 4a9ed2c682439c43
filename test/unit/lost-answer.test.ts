import { expect, test } from 'vitest';
import { Seat, type SeatEvents } from '../../client/call/seat/seat.ts';
import { noMemory } from '../../client/call/seat/seat-memory.ts';
import { parseRoomId, type RoomId } from '../../protocol/ids.ts';
import { createMemoryServer } from '../support/memory-server.ts';
import { setUpRooms } from '../support/rooms.ts';

const room = parseRoomId('kitchen') as RoomId;

function sit(link: ReturnType<ReturnType<typeof createMemoryServer>['connect']>) {
  const ids: string[] = [];
  const events: SeatEvents = {
    onSeated: ({ id }) => void ids.push(id),
    onRefused: ({ code }) => void ids.push(code),
    onNotice: () => {},
    isGoingOn: () => false,
    onEjected: () => {},
  };
  const seat = new Seat({
    link,
    memory: noMemory,
    room,
    name: undefined,
    entry: undefined,
    events,
  });
  link.onUp((isUp) => seat.handleUp(isUp));
  return ids;
}

test('[S10] whoever lost the answer with the connection sits in the seat that it told of, and in no other', () => {
  const server = createMemoryServer(setUpRooms);
  const link = server.connect();
  const ids = sit(link);
  link.flushUp();
  link.cut();
  expect(ids).toEqual([]);
  link.restore();
  server.flush();
  expect(ids).toHaveLength(1);

  const others = [server.connect(), server.connect()].map(sit);
  server.flush();
  expect(others.flat().filter((id) => id.startsWith('@'))).toHaveLength(1);
  expect(others.flat()).toContain('full');
});
