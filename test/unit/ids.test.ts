import { describe, expect, test } from 'vitest';
import { parseMemberId, parseRoomId } from '../../protocol/ids.ts';

describe('[J3] a number as a room', () => {
  test.each([
    [123456, '123456'],
    [0, '0'],
    [-0, '0'],
    [-7, '-7'],
    [1.5, '1.5'],
  ])('%d is the room %s', (value, room) => {
    expect(parseRoomId(value)).toBe(room);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e21, 1e-7])(
    '%d has no decimal text',
    (value) => {
      expect(parseRoomId(value)).toBeNull();
    },
  );
});

describe('[J7] a room name', () => {
  test.each(['a', 'x'.repeat(64), 'Room_1.~', '__proto__', 'constructor', '..'])(
    '%j is one',
    (name) => {
      expect(parseRoomId(name)).toBe(name);
    },
  );

  const texts = [
    '',
    ' ',
    'a b',
    '../x',
    'a/b',
    'a\0b',
    '\u202egnp',
    '\ud800',
    'ü',
    'a\n',
    'x'.repeat(65),
  ];
  const others = [
    null,
    undefined,
    true,
    [],
    ['a'],
    {},
    { toString: () => 'a' },
    1n,
    Symbol('a'),
    () => 'a',
  ];
  test.each([...texts, ...others])('%s is none', (value) => {
    expect(parseRoomId(value)).toBeNull();
  });

  test('and the id of a member are never alike', () => {
    const id = parseMemberId('@0123456789abcdef');
    expect(id).not.toBeNull();
    expect(parseRoomId(id)).toBeNull();
    for (const value of [
      '0123456789abcdef',
      '@0123456789abcde',
      '@0123456789abcdef0',
      '@',
      1,
      null,
    ]) {
      expect(parseMemberId(value)).toBeNull();
    }
  });
});
