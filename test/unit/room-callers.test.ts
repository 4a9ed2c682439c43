import { beforeEach, expect, test } from 'vitest';
import type { JoinOptions } from '../../protocol/events.ts';
import { parseRoomId, type RoomId } from '../../protocol/ids.ts';
import type { Signal } from '../../protocol/signals.ts';
import type { Manner } from '../../server/rooms/callers.ts';
import type { Member } from '../../server/rooms/member.ts';
import type { Rooms, Seated } from '../../server/rooms/rooms-port.ts';
import { createClock } from '../support/clock.ts';
import { setUpRooms } from '../support/rooms.ts';

const kitchen = parseRoomId('kitchen') as RoomId;
const offer = (sdp: string): Signal => ({ type: 'offer', sdp });
const candidate: Signal = { type: 'candidate', label: 0, id: '0', candidate: 'candidate:1' };

let rooms: Rooms;
beforeEach(() => {
  rooms = setUpRooms({ clock: createClock(), capacity: 3 });
});

interface Person {
  readonly member: Member;
  readonly answer: Seated['answer'];
  readonly heard: (readonly unknown[])[];
}

interface How {
  readonly manner?: Manner;
  readonly hasToken?: boolean;
  readonly options?: JoinOptions;
  readonly writes?: true;
}

async function enter({
  manner,
  hasToken = false,
  options = {},
  writes,
}: How = {}): Promise<Person> {
  const heard: (readonly unknown[])[] = [];
  const port = {
    wire: 'test',
    address: 'here',
    send: (notice: readonly unknown[]) => void heard.push(notice),
    close: () => {},
    ...(writes && { write: (frame: string) => void heard.push(['frame', frame]) }),
  };
  const asker = { port, seated: null, visitor: null, hasToken, manner };
  const { answer, member } = await rooms.join(kitchen, asker, options);
  if (member) rooms.handOver(kitchen, member);
  return { answer, member: member as Member, heard };
}

test('[O6] who was there is told to call, or that it is called, by the manner of who comes', async () => {
  const [first, second] = [await enter(), await enter({ manner: 'calls' })];
  const { id } = second.member;
  expect(first.heard.at(-1)).toEqual(['othercalls', kitchen, id, { id }]);
  expect(second.heard).toEqual([['joined', kitchen, id]]);
});

test('[O6] who comes to somebody who listens is told to call, in the answer where there is one', async () => {
  const listener = await enter({ manner: 'listens' });
  const { id } = listener.member;
  const [plain, ours] = [await enter(), await enter({ hasToken: true })];
  expect(plain.heard.map(([event]) => event)).toEqual(['joined', 'otherjoin', 'otherjoin']);
  expect(plain.heard[1]).toEqual(['otherjoin', kitchen, id, { id }]);
  expect(ours.heard.map(([event]) => event)).toEqual(['joined']);
  expect(ours.answer).toMatchObject({ members: [{ id, isYoursToCall: true }, {}, {}] });
  expect(listener.heard.map(([event]) => event)).toEqual(['joined', 'othercalls', 'othercalls']);
});

test('[O7] the latest offer that nobody heard waits with its candidates for the next who comes, once', async () => {
  const { member } = await enter({ manner: 'calls' });
  for (const data of [offer('old'), candidate, offer('new'), candidate]) {
    rooms.relay(kitchen, member, { data });
  }
  const [first, second] = [await enter(), await enter()];
  const messages = ({ heard }: Person) => heard.filter(([event]) => event === 'message');
  expect(messages(first).map(([, , data]) => data)).toEqual([offer('new'), candidate]);
  expect(messages(second)).toEqual([]);
});

test('[O7] what somebody heard, or somebody said who is asked, does not wait', async () => {
  const [caller, asked] = [await enter({ manner: 'calls' }), await enter()];
  rooms.relay(kitchen, caller.member, { data: offer('heard') });
  await rooms.leave(kitchen, caller.member);
  rooms.relay(kitchen, asked.member, { data: offer('nobody is there') });
  const late = await enter();
  expect(late.heard).toEqual([['joined', kitchen, late.member.id]]);
});

test('[O7] no more of it is kept than one description may bring', async () => {
  const { member } = await enter({ manner: 'calls' });
  rooms.relay(kitchen, member, { data: offer('new') });
  for (let count = 0; count < 200; count += 1) rooms.relay(kitchen, member, { data: candidate });
  const { heard } = await enter();
  expect(heard.filter(([event]) => event === 'message')).toHaveLength(101);
});

test('[R1] who hands on what was written is given that, and the others the message', async () => {
  const [writer, plain] = [await enter({ writes: true }), await enter()];
  const { member } = await enter();
  rooms.relay(kitchen, member, { data: offer('x'), frame: 'as it was' });
  rooms.relay(kitchen, member, { data: candidate });
  const [asWritten, made] = writer.heard.slice(-2);
  expect([asWritten, made?.[0]]).toEqual([['frame', 'as it was'], 'message']);
  expect(plain.heard.at(-2)?.[2]).toEqual(offer('x'));
});
