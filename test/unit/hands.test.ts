import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hands } from '../../extensions/hands.ts';
import type { Rooms } from '../../server/rooms/rooms-port.ts';
import { kitchen, person, seat, setUp } from '../support/extended.ts';

async function sit(rooms: Rooms, options = {}) {
  const who = person();
  const { answer, member } = await seat(rooms, who, kitchen, options);
  if (!answer.ok || !member) throw new Error('no seat was given');
  return {
    member,
    token: answer.token,
    ask(name: string, ...args: readonly unknown[]) {
      const event = rooms.event(name);
      if (!event) throw new Error(`${name} is not known`);
      return rooms.ask(kitchen, { event, args, member, visitor: null });
    },
    heard: (notice: string) => who.heard.filter(([name]) => name === notice),
  };
}

describe('hands', () => {
  test('[H1] are told in the order in which they went up, whoever sat down first', async () => {
    const { rooms, clock } = setUp(hands);
    const [anna, minh] = [await sit(rooms), await sit(rooms)];
    expect(await minh.ask('raise-hand')).toEqual({ ok: true, place: 1 });
    clock.advance(10);
    expect(await anna.ask('raise-hand')).toEqual({ ok: true, place: 2 });
    const raised = [minh.member.id, anna.member.id];
    expect(anna.heard('hands').at(-1)).toEqual(['hands', 'kitchen', raised]);
    expect(await anna.ask('hands-up')).toEqual({ ok: true, raised });
  });

  test('[H1] stay up over a return, and are down when their member has left', async () => {
    const { rooms } = setUp(hands);
    const [anna, minh] = [await sit(rooms), await sit(rooms)];
    await minh.ask('raise-hand');
    await rooms.drop(kitchen, minh.member);
    const back = await sit(rooms, { token: minh.token, received: 0 });
    expect(back.heard('hands')).toEqual([['hands', 'kitchen', [minh.member.id]]]);
    await rooms.leave(kitchen, back.member);
    expect(anna.heard('hands').at(-1)).toEqual(['hands', 'kitchen', []]);
  });

  test('[H1] of nobody are told to nobody who comes or goes', async () => {
    const { rooms } = setUp(hands);
    const [anna, minh] = [await sit(rooms), await sit(rooms)];
    await rooms.leave(kitchen, minh.member);
    expect([...anna.heard('hands'), ...minh.heard('hands')]).toEqual([]);
  });
});

test('[H2] a reaction is for the others', async () => {
  const { rooms } = setUp(hands);
  const [anna, minh] = [await sit(rooms), await sit(rooms)];
  expect(await anna.ask('react', '🎉')).toEqual({ ok: true });
  expect(minh.heard('reacted')).toEqual([['reacted', 'kitchen', anna.member.id, '🎉']]);
  expect(anna.heard('reacted')).toEqual([]);
});

test('what the guide builds is what runs here, but for where it imports from', () => {
  const withoutImports = (path: string) =>
    readFileSync(path, 'utf8')
      .replace(/^import .*\n/gm, '')
      .trim();
  expect(withoutImports('extensions/hands.ts')).toBe(
    withoutImports('examples/typescript/hands.ts'),
  );
});
