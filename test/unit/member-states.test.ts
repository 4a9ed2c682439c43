import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { defineExtension, refuseAs } from '../../protocol/extension.ts';
import { createExtensions } from '../../server/rooms/extensions.ts';
import type { Rooms } from '../../server/rooms/rooms.ts';
import { createClock } from '../support/clock.ts';
import { kitchen, person, seat, setUp } from '../support/extended.ts';
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
