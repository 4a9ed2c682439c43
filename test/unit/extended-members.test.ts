import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { names } from '../../extensions/names.ts';
import { defineExtension, refuseAs } from '../../protocol/extension.ts';
import { createExtensions } from '../../server/rooms/extensions.ts';
import type { Rooms } from '../../server/rooms/rooms-port.ts';
import { createClock } from '../support/clock.ts';
import { bare, extension, kitchen, person, seat, setUp } from '../support/extended.ts';
import { setUpRooms } from '../support/rooms.ts';

const words = {
  name: 'mood',
  requests: { feel: { args: [v.string()] } },
  notices: { moods: [v.array(v.string())], gone: [v.nullable(v.string())] },
  refusals: { silent: 'Feel something.' },
  options: { mood: v.optional(v.string()) },
} as const;

interface Mood {
  readonly mood: string;
}

/** Each member feels something, and everybody is told what everybody feels. */
const moods = defineExtension<typeof words, null, Mood>({
  words,
  initial: null,
  initialOfMember: { mood: 'calm' },
  isKept: true,
  handlers: {
    feel: ({ from }, mood) =>
      mood === '' ? refuseAs(words, 'silent') : { memberStates: { [from]: { mood } } },
  },
  beforeJoin: ({ options: { mood } }) => (mood === undefined ? {} : { memberState: { mood } }),
  joined: ({ members }) => ({ tell: [['all', 'moods', members.map(({ state }) => state.mood)]] }),
  left: (_room, _id, state) => ({ tell: [['all', 'gone', state?.mood ?? null]] }),
});

async function sit(rooms: Rooms, options = {}) {
  const who = person();
  const { answer, member } = await seat(rooms, who, kitchen, options);
  if (!answer.ok || !member) throw new Error('no seat was given');
  const event = rooms.event('feel');
  if (!event) throw new Error('the request is not known');
  return {
    member,
    token: answer.token,
    feel: (mood: string) => rooms.ask(kitchen, { event, args: [mood], member, visitor: null }),
    told: () => who.heard.filter(([name]) => name === 'moods' || name === 'gone').at(-1)?.[2],
  };
}

describe('[P9] the state of a member', () => {
  test('comes with its seat, as it was asked for or as it is at first', async () => {
    const { rooms } = setUp(moods);
    const anna = await sit(rooms);
    await sit(rooms, { mood: 'glad' });
    expect(anna.told()).toEqual(['calm', 'glad']);
  });

  test('changes for itself alone', async () => {
    const { rooms } = setUp(moods);
    const [anna, minh] = [await sit(rooms), await sit(rooms)];
    expect(await minh.feel('')).toMatchObject({ code: 'silent' });
    expect(await minh.feel('tired')).toEqual({ ok: true });
    await sit(rooms);
    expect(anna.told()).toEqual(['calm', 'tired', 'calm']);
  });

  test('is there when the member is back, and ends with its seat', async () => {
    const { rooms } = setUp(moods);
    const [anna, minh] = [await sit(rooms), await sit(rooms)];
    await minh.feel('tired');
    await rooms.drop(kitchen, minh.member);
    const back = await sit(rooms, { token: minh.token, received: 0 });
    expect(back.told()).toEqual(['calm', 'tired']);
    await rooms.leave(kitchen, back.member);
    expect(anna.told()).toBe('tired');
    await sit(rooms);
    expect(anna.told()).toEqual(['calm', 'calm']);
  });

  test('is carried over a restart, in the token of the member alone and sealed', async () => {
    const extensions = createExtensions([moods], () => {});
    const start = () => setUpRooms({ clock, capacity: 3, extensions });
    const clock = createClock();
    const before = start();
    const [anna, minh] = [await sit(before), await sit(before, { mood: 'glad' })];
    const [payload = ''] = String(minh.token).split('.');
    expect(Buffer.from(payload, 'base64url').toString()).not.toContain('glad');
    const after = start();
    await sit(after, { token: minh.token });
    const back = await sit(after, { token: anna.token });
    expect(back.told()).toEqual(['glad', 'calm']);
  });
});

describe('[P10] what the others may know of a member', () => {
  const colours = bare('colours', {
    options: { colour: v.optional(v.string()) },
    info: { colour: v.optional(v.string()) },
  });
  const colour = extension(colours, { info: (options) => ({ ...options }) });

  test('is told by all extensions together, to whoever is there and to whoever looks', async () => {
    const { rooms } = setUp(names, colour);
    const [anna, minh] = [person(), person()];
    const { answer } = await seat(rooms, anna, kitchen, { name: 'Anna', colour: 'red' });
    const { member } = await seat(rooms, minh, kitchen, { name: 'Minh', shoes: 'blue' });
    const first = { id: answer.ok && answer.id, name: 'Anna', colour: 'red' };
    expect(answer).toMatchObject({ members: [first] });
    const second = { id: member?.id, name: 'Minh' };
    expect(anna.heard.at(-1)).toEqual(['otherjoin', 'kitchen', member?.id, second]);
    expect((await rooms.look(kitchen)).members).toEqual([
      { name: 'Anna', colour: 'red' },
      { name: 'Minh' },
    ]);
  });

  test('goes by what another extension puts in the place of an option', async () => {
    const strict = extension(bare('strict'), {
      beforeJoin: ({ info }) => ({ options: { name: `Dr. ${info['name']}` } }),
    });
    const { rooms } = setUp(strict, names);
    const { answer } = await seat(rooms, person(), kitchen, { name: 'Anna' });
    expect(answer).toMatchObject({ members: [{ name: 'Dr. Anna' }] });
  });

  test('is refused where it is not as declared', async () => {
    const { rooms } = setUp(names);
    const { answer } = await seat(rooms, person(), kitchen, { name: 7 });
    expect(answer).toMatchObject({ code: 'invalid', message: expect.stringContaining('name') });
  });

  test('outlives a restart, with the seat', async () => {
    const extensions = createExtensions([names], () => {});
    const clock = createClock();
    const start = () => setUpRooms({ clock, extensions });
    const { answer } = await seat(start(), person(), kitchen, { name: 'Anna' });
    const options = { token: answer.ok ? answer.token : '' };
    const again = await seat(start(), person(), kitchen, options);
    expect(again.answer).toMatchObject({ isResumed: true, members: [{ name: 'Anna' }] });
  });
});
