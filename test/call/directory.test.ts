import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { createIncoming } from '../../client/ui/directory/incoming.ts';
import { createKept } from '../../client/ui/directory/kept-name.ts';
import { createOutgoingRing } from '../../client/ui/directory/outgoing-ring.ts';
import { createReachability } from '../../client/ui/directory/reachability.ts';
import type { CalledName } from '../../extensions/directory/called-name.ts';
import { createDirectory } from '../../extensions/directory.ts';
import type { RoomId } from '../../protocol/ids.ts';
import { openBookOfNames } from '../../server/book-of-names.ts';
import { createExtensions } from '../../server/rooms/extensions.ts';
import { createMemoryShelf } from '../../server/shelf.ts';
import { createMemoryServer, type MemoryServer } from '../support/memory-server.ts';
import { setUpRooms } from '../support/rooms.ts';

const [minh, anna] = ['minh', 'anna'] as CalledName[] as [CalledName, CalledName];
const SECRET = 'open sesame';

/** In the memory of the test, as a browser keeps texts. */
function createStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as unknown as Storage;
}

async function createServer(): Promise<MemoryServer> {
  const book = await openBookOfNames({ shelf: createMemoryShelf(), now: Date.now });
  let ids = 0;
  const newId = () => {
    ids += 1;
    return String(ids).padStart(22, 'x');
  };
  return createMemoryServer(({ clock }) => {
    const extensions = createExtensions([createDirectory({ book, newId })], (error) => {
      throw error;
    });
    return setUpRooms({ clock, extensions });
  });
}

/** What a page has to do with names. */
function open(server: MemoryServer, storage = createStorage()) {
  const link = server.connect();
  const kept = createKept(() => storage);
  const isInCall = signal(false);
  const rooms: RoomId[] = [];
  const onAccepted = (room: RoomId) => void rooms.push(room);
  const reachability = createReachability({ link, kept });
  const incoming = createIncoming({
    reachability,
    kept,
    isInCall,
    now: server.clock.now,
    onAccepted,
  });
  const outgoing = createOutgoingRing({ link, ownName: () => ' Anna ', onAccepted });
  return { link, kept, isInCall, rooms, reachability, incoming, outgoing };
}

/** Until what was asked for is there: a slow hash takes its time. */
async function settle(server: MemoryServer, isThere: () => boolean): Promise<void> {
  await expect
    .poll(
      () => {
        server.flush();
        return isThere();
      },
      { timeout: 20_000 },
    )
    .toBe(true);
}

async function reach(server: MemoryServer, name = minh, page = open(server)) {
  page.reachability.switchOn({ name, secret: SECRET, isSeen: true });
  await settle(server, () => page.reachability.state.value.kind === 'reachable');
  return page;
}

type Page = ReturnType<typeof open>;

async function rung() {
  const server = await createServer();
  const callee = await reach(server);
  const caller = open(server);
  caller.outgoing.ring(minh);
  await settle(server, () => callee.incoming.ring.value !== null && hasRing(caller));
  return { server, callee, caller };
}

const hasRing = ({ outgoing: { state } }: Page) =>
  state.value.kind === 'ringing' && state.value.ring !== null;
const over = (code: string) => ({ kind: 'over', name: minh, code });

test('who accepts and who calls go to one room', async () => {
  const { server, callee, caller } = await rung();
  expect(callee.incoming.ring.value).toMatchObject({ who: 'Anna', from: null });
  void callee.incoming.accept();
  await settle(server, () => caller.rooms.length === 1 && callee.rooms.length === 1);
  expect(caller.rooms).toEqual(callee.rooms);
  expect(caller.outgoing.state.value).toEqual({ kind: 'none' });
  expect(callee.incoming.missed.value).toEqual([]);
});

test('who calls is told of no, of no answer, and of nobody', async () => {
  const { server, callee, caller } = await rung();
  callee.incoming.decline('declined');
  await settle(server, () => caller.outgoing.state.value.kind === 'over');
  expect(caller.outgoing.state.value).toEqual(over('declined'));
  caller.outgoing.ring(minh);
  await settle(server, () => hasRing(caller) && callee.incoming.ring.value !== null);
  server.clock.advance(45_000);
  await settle(server, () => caller.outgoing.state.value.kind === 'over');
  expect(caller.outgoing.state.value).toEqual(over('no-answer'));
  expect(callee.incoming.missed.value).toMatchObject([{ who: 'Anna', from: null }]);
  caller.outgoing.ring(anna);
  await settle(server, () => caller.outgoing.state.value.kind === 'over');
  expect(caller.outgoing.state.value).toEqual({ kind: 'over', name: anna, code: 'not-there' });
});

test('who is in a call is busy, and finds out afterwards who called', async () => {
  const server = await createServer();
  const callee = await reach(server);
  callee.isInCall.value = true;
  const caller = await reach(server, anna);
  caller.outgoing.ring(minh);
  await settle(server, () => caller.outgoing.state.value.kind === 'over');
  expect(caller.outgoing.state.value).toEqual(over('busy'));
  expect(callee.incoming.ring.value).toBeNull();
  expect(callee.incoming.missed.value).toMatchObject([{ who: 'Anna', from: 'anna' }]);
});

test('who thinks better of it, also before the server has taken it, rings no more', async () => {
  const { server, callee, caller } = await rung();
  caller.outgoing.stop();
  await settle(server, () => callee.incoming.ring.value === null);
  expect(callee.incoming.missed.value).toHaveLength(1);
  caller.outgoing.ring(minh);
  caller.outgoing.stop();
  await settle(server, () => callee.incoming.missed.value.length === 2);
  expect(callee.incoming.ring.value).toBeNull();
});

test('all windows ring, and stop when one answers', async () => {
  const { server, callee, caller } = await rung();
  const other = await reach(server);
  await settle(server, () => other.incoming.ring.value !== null);
  void other.incoming.accept();
  await settle(server, () => callee.incoming.ring.value === null && caller.rooms.length === 1);
  expect(callee.rooms).toEqual([]);
  expect(callee.incoming.missed.value).toEqual([]);
  expect(other.rooms).toEqual(caller.rooms);
});

test('a ring outlives a moment without a network, on either side', async () => {
  const { server, callee, caller } = await rung();
  for (const { link } of [callee, caller]) link.cut();
  server.flush();
  for (const { link } of [callee, caller]) link.restore();
  await settle(server, () => callee.incoming.ring.value !== null);
  server.clock.advance(11_000);
  await settle(server, () => callee.incoming.ring.value !== null && hasRing(caller));
  caller.link.cut();
  server.flush();
  void callee.incoming.accept();
  await settle(server, () => callee.rooms.length === 1);
  caller.link.restore();
  await settle(server, () => caller.rooms.length === 1);
  expect(caller.rooms).toEqual(callee.rooms);
});

test('who is reachable is so again after a restart of the server, and is seen', async () => {
  const server = await createServer();
  const callee = await reach(server);
  const caller = open(server);
  server.restart();
  for (const { link } of [callee, caller]) link.restore();
  let seen: unknown;
  await settle(server, () => {
    void caller.outgoing.list().then((found) => {
      seen = found;
    });
    return JSON.stringify(seen) === '{"names":["minh"],"hasMore":false}';
  });
});

test('on a server without a directory nobody is reachable', async () => {
  const server = createMemoryServer(({ clock }) => setUpRooms({ clock }));
  const page = open(server);
  page.reachability.switchOn({ name: minh, secret: SECRET, isSeen: true });
  await settle(server, () => page.reachability.state.value.kind === 'failed');
  expect(page.reachability.state.value).toMatchObject({ problem: { code: 'unknown-event' } });
  expect(page.kept.name).toBeNull();
});

test('a name is kept on the device, and forgotten where it is told to', async () => {
  const server = await createServer();
  const storage = createStorage();
  const first = await reach(server, minh, open(server, storage));
  await settle(server, () => first.kept.name !== null);
  expect(first.kept.name).toEqual({ name: minh, secret: SECRET, isSeen: true });
  const thief = open(server);
  thief.reachability.switchOn({ name: minh, secret: 'another one', isSeen: false });
  await settle(server, () => thief.reachability.state.value.kind === 'failed');
  expect(thief.kept.name).toBeNull();
  void first.reachability.giveBack();
  await settle(server, () => first.reachability.state.value.kind === 'off');
  expect(first.kept.name).toBeNull();
});
