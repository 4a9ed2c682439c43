import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { lock } from '../../extensions/lock.ts';
import { defineExtension, type Words } from '../../protocol/extension.ts';
import { type MemberId, parseRoomId, type RoomId } from '../../protocol/ids.ts';
import type { Signal } from '../../protocol/signals.ts';
import { createExtensions } from '../../server/rooms/extensions.ts';
import { createClock } from '../support/clock.ts';
import { bare, extension, kitchen, person, seat, seatMember, setUp } from '../support/extended.ts';
import { setUpRooms } from '../support/rooms.ts';

const hall = parseRoomId('hall') as RoomId;

describe('words', () => {
  test.each<[string, readonly Words[]]>([
    ['extension "a"', [bare('a'), bare('a')]],
    ['request "wave"', ['a', 'b'].map((name) => bare(name, { requests: { wave: { args: [] } } }))],
    ['request "join"', [bare('a', { requests: { join: { args: [] } } })]],
    ['notice "bye"', [bare('a', { notices: { bye: [] } })]],
    ['refusal "full"', [bare('a', { refusals: { full: 'No.' } })]],
    ['info "isAway"', [bare('a', { info: { isAway: v.boolean() } })]],
    ['option "token"', [bare('a', { options: { token: v.string() } })]],
  ])('[P2] that mean two things are told at the start: the %s', (what, words) => {
    const start = () =>
      createExtensions(
        words.map((one) => extension(one)),
        () => {},
      );
    expect(start).toThrow(`the ${what} is declared twice`);
  });
});

const wave = bare('wave', {
  requests: { wave: { args: [v.number()], perMinute: 2 } },
  notices: { waved: [v.number()] },
});

describe('a request', () => {
  const waving = defineExtension<Words, number>({
    words: wave,
    initial: 0,
    handlers: {
      wave: ({ room, from }, ...args) => ({
        state: room.state + Number(args[0]),
        tell: [[{ allBut: from }, 'waved', room.state + Number(args[0])]],
      }),
    },
  });

  test('[P1] changes the state of its room, and tells whom it says', async () => {
    const { rooms } = setUp(waving);
    const [anna, minh, other] = [person(), person(), person()];
    const member = await seatMember(rooms, anna);
    await seatMember(rooms, minh);
    await seatMember(rooms, other, hall);
    const event = rooms.event('wave');
    if (!event) throw new Error('the request is not known');
    await rooms.ask(kitchen, { event, args: [2], member, visitor: null });
    await rooms.ask(kitchen, { event, args: [3], member, visitor: null });
    expect(minh.heard.slice(-2)).toEqual([
      ['waved', 'kitchen', 2],
      ['waved', 'kitchen', 5],
    ]);
    expect(anna.heard.flat()).not.toContain('waved');
    expect(other.heard.flat()).not.toContain('waved');
  });
});

describe('hooks', () => {
  test('[P3] hear of who comes and who goes, and of the end of the room', async () => {
    const seen: string[] = [];
    const { rooms } = setUp(
      extension(bare('watch'), {
        joined({ members }) {
          seen.push(`joined ${members.length}`);
          return {};
        },
        left({ members }) {
          seen.push(`left ${members.length}`);
          return {};
        },
        roomClosed: (room) => void seen.push(`closed ${room}`),
      }),
    );
    const [anna, minh] = [await seatMember(rooms, person()), await seatMember(rooms, person())];
    await rooms.leave(kitchen, anna);
    await rooms.leave(kitchen, minh);
    expect(seen).toEqual(['joined 1', 'joined 2', 'left 1', 'left 0', 'closed kitchen']);
  });

  test('[P3] are told how things stand when somebody is back', async () => {
    const told = extension(bare('told', { notices: { stand: [] } }), {
      joined: (_room, id) => ({ tell: [[id, 'stand']] }),
    });
    const { rooms } = setUp(told);
    const [anna, again] = [person(), person()];
    const { answer, member } = await seat(rooms, anna);
    if (!member || !answer.ok) throw new Error('no seat was given');
    await rooms.drop(kitchen, member);
    await seat(rooms, again, kitchen, { token: answer.token, received: 0 });
    expect(again.heard).toContainEqual(['stand', 'kitchen']);
  });

  test('[P4] that throw change nothing, and nobody else notices', async () => {
    const broken = extension(bare('broken'), {
      joined: () => {
        throw new Error('joined is broken');
      },
      beforeRelay: () => {
        throw new Error('beforeRelay is broken');
      },
    });
    const { rooms, faults } = setUp(broken, lock);
    const minh = person();
    const anna = await seatMember(rooms, person());
    await seatMember(rooms, minh);
    const data = { type: 'hello' } as unknown as Signal;
    expect(rooms.relay(kitchen, anna, { data })).toEqual({ ok: true });
    expect(minh.heard).toContainEqual(['message', 'kitchen', data, anna.id]);
    expect(faults).toHaveLength(3);
  });

  test('[P4] beforeJoin that throws lets nobody in', async () => {
    const { rooms } = setUp(
      extension(bare('broken'), { beforeJoin: () => Promise.reject(new Error('no database')) }),
    );
    await expect(seat(rooms, person())).rejects.toThrow('no database');
    expect(rooms.census()).toMatchObject({ rooms: 0 });
  });

  test('[P5] beforeRelay may refuse what is relayed', async () => {
    const refusing = extension(bare('mute', { refusals: { muted: 'Not now.' } }), {
      beforeRelay: () => ({ ok: false, code: 'muted', message: 'Not now.' }),
    });
    const { rooms } = setUp(refusing);
    const minh = person();
    const anna = await seatMember(rooms, person());
    await seatMember(rooms, minh);
    const data = { type: 'hello' } as unknown as Signal;
    expect(rooms.relay(kitchen, anna, { data })).toMatchObject({ code: 'muted' });
    expect(minh.heard.flat()).not.toContain('message');
  });

  test('[P5] beforeJoin is asked again where the room has changed while it thought', async () => {
    const answers: (() => void)[] = [];
    const seenStates: unknown[] = [];
    const slow = extension(bare('slow'), {
      beforeJoin({ room }) {
        seenStates.push(room.state);
        return new Promise((resolve) => {
          answers.push(() => resolve({ state: 'set' }));
        });
      },
    });
    const { rooms } = setUp(slow);
    const both = [seat(rooms, person()), seat(rooms, person())];
    for (let count = 0; count < 3; count += 1) {
      answers.shift()?.();
      await new Promise(setImmediate);
    }
    expect((await Promise.all(both)).map(({ answer }) => answer.ok)).toEqual([true, true]);
    expect(seenStates).toEqual([null, null, 'set']);
  });
});

describe('after a restart', () => {
  async function lockedRoom() {
    const extensions = createExtensions([lock], () => {});
    const clock = createClock();
    const before = setUpRooms({ clock, capacity: 3, extensions });
    const { member, answer } = await seat(before, person());
    const event = before.event('lock');
    if (!member || !answer.ok || !event) throw new Error('no seat was given');
    await before.ask(kitchen, { event, args: [true], member, visitor: null });
    await before.drop(kitchen, member);
    const again = (await seat(before, person(), kitchen, { token: answer.token })).answer;
    if (!again.ok) throw new Error('the seat was lost');
    const { token } = again;
    return {
      clock,
      extensions,
      token,
      restart: () => setUpRooms({ clock, capacity: 3, extensions }),
    };
  }

  test('[E11] a locked room is locked again with the first who is back', async () => {
    const { token, restart } = await lockedRoom();
    const after = restart();
    expect((await seat(after, person(), kitchen, { token })).answer).toMatchObject({ ok: true });
    expect((await seat(after, person())).answer).toMatchObject({ code: 'locked' });
  });

  test('[E11] who had entered before that has to enter again', async () => {
    const { token, restart } = await lockedRoom();
    const after = restart();
    const early = person();
    const { member } = await seat(after, early);
    const back = person();
    const { answer } = await seat(after, back, kitchen, { token });
    expect(answer).toMatchObject({ ok: true, members: [{}] });
    expect(early.heard.at(-1)).toEqual(['ejected', 'kitchen', member?.id, 'restored']);
    expect(early.heard.flat()).not.toContain('otherjoin');
    expect(after.relay(kitchen, member as never, { data: {} as Signal })).toMatchObject({
      code: 'not-in-room',
    });
    expect((await seat(after, early)).answer).toMatchObject({ code: 'locked' });
  });

  test('[E11] a token tells its holder nothing of what the extensions keep', async () => {
    const { token } = await lockedRoom();
    const [payload = ''] = String(token).split('.');
    expect(Buffer.from(payload, 'base64url').toString()).not.toContain('isLocked');
  });
});

test('[P1] ids of members and of visitors are of one kind, so that either can be told something', () => {
  const { rooms } = setUp();
  const visitor: MemberId = rooms.receive(person().port);
  expect(visitor).toMatch(/^@[A-Za-z0-9_-]{16}$/);
});
