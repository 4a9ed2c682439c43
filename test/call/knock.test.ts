import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { createKnock } from '../../client/ui/access/knock.ts';
import { createKnockers } from '../../client/ui/access/knockers.ts';
import { createLock } from '../../client/ui/access/lock.ts';
import { knock } from '../../extensions/knock.ts';
import { lock } from '../../extensions/lock.ts';
import type { RoomId } from '../../protocol/ids.ts';
import { createExtensions } from '../../server/rooms/extensions.ts';
import { room } from '../support/callers.ts';
import { createMemoryServer, type MemoryServer } from '../support/memory-server.ts';
import { createCaller } from '../support/node-callers.ts';
import { setUpRooms } from '../support/rooms.ts';

const createServer = (): MemoryServer =>
  createMemoryServer(({ clock }) => {
    const extensions = createExtensions([lock, knock], (error) => {
      throw error;
    });
    return setUpRooms({ clock, extensions });
  });

/** What a page has to do with the door. */
function open(server: MemoryServer, name: string) {
  const { call, link } = createCaller(server);
  const state = signal(call.snapshot);
  call.onChange((snapshot) => {
    state.value = snapshot;
  });
  const opened: RoomId[] = [];
  const onOpened = (to: RoomId) => opened.push(to);
  const parts = {
    lock: createLock(call, state),
    knockers: createKnockers(call, state),
    knock: createKnock({ call, state, name: signal(name), onOpened }),
  };
  return { ...parts, link, opened, join: () => call.snapshot.actions.join?.(room, { name }) };
}

/** Answers are promises on their way to the page. */
async function flush(server: MemoryServer): Promise<void> {
  server.flush();
  await new Promise((resolve) => setTimeout(resolve));
  server.flush();
}

async function meetAtTheDoor() {
  const server = createServer();
  const anna = open(server, 'Anna');
  anna.join();
  await flush(server);
  anna.lock.toggle();
  await flush(server);
  const minh = open(server, ' Minh ');
  minh.knock.knock(room);
  await flush(server);
  const namesAt = () => anna.knockers.waiting.value.map(({ name }) => name);
  const answer = async (isAdmitted: boolean) => {
    const [first] = anna.knockers.waiting.value;
    if (first) anna.knockers.answer(first.id, isAdmitted);
    await flush(server);
  };
  return { server, anna, minh, namesAt, answer };
}

test('who knocks waits until somebody opens, and is let in', async () => {
  const { anna, minh, namesAt, answer } = await meetAtTheDoor();
  expect(anna.lock.isLocked.value).toBe(true);
  expect(namesAt()).toEqual(['Minh']);
  expect(minh.knock.state.value.kind).toBe('waiting');
  await answer(true);
  expect(minh.opened).toEqual([room]);
  expect(minh.knock.state.value.kind).toBe('none');
  expect(namesAt()).toEqual([]);
});

test('who is turned away may knock again', async () => {
  const { server, minh, namesAt, answer } = await meetAtTheDoor();
  await answer(false);
  expect(minh.knock.state.value.kind).toBe('turned-away');
  expect(minh.opened).toEqual([]);
  minh.knock.knock(room);
  await flush(server);
  expect(namesAt()).toEqual(['Minh']);
});

test('who waits no more is not at the door any more', async () => {
  const { server, minh, namesAt } = await meetAtTheDoor();
  minh.knock.stop();
  await flush(server);
  expect(namesAt()).toEqual([]);
  expect(minh.knock.state.value.kind).toBe('none');
});

test('a knock that was lost with the connection is heard again when that is back', async () => {
  const { server, anna, minh, namesAt, answer } = await meetAtTheDoor();
  const [before] = anna.knockers.waiting.value;
  minh.link.cut();
  await flush(server);
  expect(namesAt()).toEqual([]);
  expect(minh.knock.state.value.kind).toBe('waiting');
  minh.link.restore();
  await flush(server);
  expect(namesAt()).toEqual(['Minh']);
  expect(anna.knockers.waiting.value[0]?.id).not.toBe(before?.id);
  await answer(true);
  expect(minh.opened).toEqual([room]);
});

test('a knock that nobody is there to hear says so', async () => {
  const server = createServer();
  const minh = open(server, 'Minh');
  minh.knock.knock(room);
  await flush(server);
  expect(minh.knock.state.value).toMatchObject({
    kind: 'failed',
    problem: { code: 'nobody-in' },
  });
});

test('who was away is told how the door stands, and before that claims nothing', async () => {
  const { server, anna, namesAt } = await meetAtTheDoor();
  anna.link.cut();
  expect([anna.lock.isLocked.value, namesAt()]).toEqual([false, []]);
  anna.lock.toggle();
  anna.link.restore();
  await flush(server);
  expect([anna.lock.isLocked.value, namesAt()]).toEqual([true, ['Minh']]);
});

test('in a room for two there is a seat as long as one is alone', async () => {
  const { server, anna } = await meetAtTheDoor();
  expect(anna.knockers.hasFreeSeat.value).toBe(true);
  const outside = open(server, 'Late');
  expect(outside.knockers.hasFreeSeat.value).toBe(false);
});
