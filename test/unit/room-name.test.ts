import { webcrypto } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { newRoomName, roomInPath, roomNameFrom, roomTitle } from '../../client/ui/room-name.ts';

const random = (bytes: Uint8Array<ArrayBuffer>) => void webcrypto.getRandomValues(bytes);

describe('a new name', () => {
  test('has 100 random bits in groups that can be read aloud', () => {
    const names = Array.from({ length: 2000 }, () => newRoomName(random));
    for (const name of names)
      expect(name).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){4}[0-9a-hjkmnp-tv-z]{4}$/);
    expect(new Set(names).size).toBe(2000);
    const symbols = new Set(names.flatMap((name) => [...name.replaceAll('-', '')]));
    expect(symbols.size).toBe(32);
  });
});

describe('a typed name', () => {
  test.each([
    ['grandma', 'grandma'],
    ['  Grandma’s Kitchen ', 'grandmas-kitchen'],
    ['Sommerküche', 'sommerkuche'],
    ['Straße 5', 'strasse-5'],
    ['a/b?c#d', 'a-b-c-d'],
    ['X'.repeat(100), 'x'.repeat(64)],
  ])('%j is the room %s', (typed, room) => {
    expect(roomNameFrom(typed)).toBe(room);
  });

  test.each(['', '   ', '///', '..', '🙂‍'.slice(0, 0)])('%j is none', (typed) => {
    expect(roomNameFrom(typed)).toBeNull();
  });

  test.each(['祖母的厨房', 'Кухня', 'مطبخ', '👵🏽'])(
    '%s is carried whole and read as typed',
    (typed) => {
      const room = roomNameFrom(typed);
      expect(room).toMatch(/^~[A-Za-z0-9_-]{1,63}$/);
      expect(roomTitle(room as NonNullable<typeof room>)).toBe(typed.toLowerCase());
      expect(roomInPath(encodeURIComponent(typed))).toBe(room);
    },
  );

  test('a name in a link is taken exactly as it stands', () => {
    expect(roomInPath('Room_1.~')).toBe('Room_1.~');
    expect(roomInPath('%E0%A4%A')).not.toBeUndefined();
  });
});
