import { describe, expect, test } from 'vitest';
import { lock } from '../../extensions/lock.ts';
import { names } from '../../extensions/names.ts';
import { type AnyExtension, defineExtension, type Words } from '../../protocol/extension.ts';
import { parseRoomId, type RoomId } from '../../protocol/ids.ts';
import { createExtensions } from '../../server/rooms/extensions.ts';
import type { MemberPort } from '../../server/rooms/member.ts';
import { createClock } from '../support/clock.ts';
import { setUpRooms } from '../support/rooms.ts';

const [desk, shelf, kitchen] = ['+desk', '+shelf', 'kitchen'].map((name) =>
  parseRoomId(name.replace('+', '~own.')),
) as [RoomId, RoomId, RoomId];

const words = {
  name: 'owner',
  requests: {
    'ring-later': { args: [], isForVisitors: true },
    'list-all': { args: [], isForVisitors: true, needsList: true },
    put: { args: [] },
  },
  notices: { rang: [], listed: [], sits: [] },
  refusals: {},
} as const satisfies Words;

/** Rooms of its own with three seats, a bell that rings after a second, and work outside. */
function setUp(outside: (room: RoomId) => Promise<void> = () => Promise.resolve()) {
  const seen: unknown[] = [];
  const owner = defineExtension<typeof words, number>({
    words,
    initial: 0,
    ownRooms: {
      prefix: '~own.',
      capacity: 3,
      list: ({ id, state }) => (state < 0 ? undefined : id),
    },
    handlers: {
      'ring-later': ({ room }) => ({
        state: room.state + 1,
        wake: { afterMs: 1_000, about: `bell ${room.state}` },
      }),
      'list-all': ({ list, seats }) => {
        seen.push({ list, seats });
        return {};
      },
      put: () => ({ tell: [['all', 'sits']] }),
    },
    beforeJoin: ({ room }) => {
      seen.push(room.id);
      return {};
    },
    woken: (_room, about) => {
      seen.push(about);
      return { tell: [['all', 'rang']] };
    },
    afterwards: { put: outside },
  });
  const faults: unknown[] = [];
  const extensions = createExtensions([names, lock, owner], (error) => faults.push(error));
  const clock = createClock();
  const changes: unknown[] = [];
  const onChange = (change: string) => void changes.push(change);
  const rooms = setUpRooms({ clock, extensions, onChange });
  const ask = (event: string, room: RoomId, from: Partial<Asker> = {}) => {
    const known = rooms.event(event);
    if (!known) throw new Error('the request is not known');
    const asked = { event: known, args: [], member: null, visitor: null, ...from };
    return rooms.ask(room, asked);
  };
  return { rooms, clock, seen, faults, changes, ask };
}

type Asker = Parameters<ReturnType<typeof setUpRooms>['ask']>[1];

function person() {
  const heard: (readonly unknown[])[] = [];
  const port: MemberPort = {
    wire: 'memory',
    address: 'here',
    close: () => {},
    send: (notice) => heard.push(notice),
  };
  return { heard, port };
}

async function seat({ rooms }: ReturnType<typeof setUp>, room: RoomId, who = person()) {
  const asker = { port: who.port, seated: null, visitor: null, hasToken: false };
  const { member, answer } = await rooms.join(room, asker, { name: 'Anna' });
  if (!member) throw new Error('no seat was given');
  return { member, answer, heard: who.heard };
}

describe('rooms of an extension’s own', () => {
  test('[P6] belong to it alone, have their own seats, are looked into by nobody, and are no calls', async () => {
    const house = setUp();
    const { rooms } = house;
    const { answer } = await seat(house, desk);
    await seat(house, kitchen);
    expect(answer).toMatchObject({ capacity: 3 });
    expect(house.seen).toEqual([desk]);
    expect(house.changes).toEqual(['joined']);
    expect(rooms.census()).toMatchObject({ rooms: 1, membersByWire: new Map([['memory', 1]]) });
    expect(await rooms.look(desk)).toEqual({ members: [], capacity: 3 });
    expect(await rooms.look(kitchen)).toMatchObject({ members: [{ name: 'Anna' }] });
    const about = (event: string, room: RoomId) =>
      rooms.isAbout(rooms.event(event) as NonNullable<ReturnType<typeof rooms.event>>, room);
    expect([about('put', desk), about('put', kitchen)]).toEqual([true, false]);
    expect([about('lock', desk), about('lock', kitchen)]).toEqual([false, true]);
  });

  test('[P6] are listed for who needs that, with where the one who asks sits', async () => {
    const house = setUp();
    const [{ member }, { member: cook }] = [await seat(house, desk), await seat(house, kitchen)];
    const { member: gone } = await seat(house, shelf);
    const seats = new Map([
      [desk, member],
      [kitchen, cook],
      [shelf, gone],
    ]);
    await house.ask('list-all', desk, { member, seats });
    expect(house.seen.at(-1)).toEqual({ list: [desk, shelf], seats: [desk, shelf] });
    await house.rooms.leave(shelf, gone);
    await house.ask('list-all', desk, { member, seats });
    expect(house.seen.at(-1)).toEqual({ list: [desk], seats: [desk] });
  });

  test('[P2] can’t belong to two', () => {
    const one = (name: string, prefix: string): AnyExtension => ({
      words: { name, requests: {}, notices: {}, refusals: {} },
      initial: null,
      handlers: {},
      ownRooms: { prefix, capacity: 2 },
    });
    const start = () => createExtensions([one('a', '~own.'), one('b', '~own.x')], () => {});
    expect(start).toThrow('the rooms "~own.…" belong to two extensions');
  });
});

describe('an extension', () => {
  test('[P7] is woken after the time that it wished for, and tells who is there by then', async () => {
    const house = setUp();
    const { member, heard } = await seat(house, desk);
    await house.ask('ring-later', desk, { member });
    house.clock.advance(999);
    expect(house.seen).not.toContain('bell 0');
    house.clock.advance(1);
    expect(house.seen).toContain('bell 0');
    expect(heard.at(-1)).toEqual(['rang', desk]);
  });

  test('[P7] is woken also where nobody is left', async () => {
    const house = setUp();
    const { member } = await seat(house, desk);
    await house.ask('ring-later', desk, { member });
    await house.rooms.leave(desk, member);
    house.clock.advance(1_000);
    expect(house.seen).toContain('bell 0');
    expect(house.faults).toEqual([]);
  });

  test('[P8] has work done outside before the answer and the notices', async () => {
    const log: unknown[] = [];
    let finish = (): void => {};
    const house = setUp((room) => {
      log.push(room);
      return new Promise((done) => {
        finish = done;
      });
    });
    const { member, heard } = await seat(house, desk);
    const answered = Promise.resolve(house.ask('put', desk, { member })).then((answer) =>
      log.push(answer),
    );
    expect(log).toEqual([desk]);
    expect(heard.flat()).not.toContain('sits');
    finish();
    await answered;
    expect(log).toEqual([desk, { ok: true }]);
    expect(heard.at(-1)).toEqual(['sits', desk]);
  });

  test('[P8] that fails outside is no answer, and tells nobody', async () => {
    const house = setUp(() => Promise.reject(new Error('no disk')));
    const { member, heard } = await seat(house, desk);
    await expect(house.ask('put', desk, { member })).rejects.toThrow('no disk');
    expect(heard.flat()).not.toContain('sits');
  });
});
