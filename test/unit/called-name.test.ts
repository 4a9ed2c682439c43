import { describe, expect, test } from 'vitest';
import {
  type CalledName,
  nameOfRoom,
  parseCalledName,
  roomOfName,
} from '../../extensions/directory/called-name.ts';
import { parseRoomId, type RoomId } from '../../protocol/ids.ts';

describe('[C1] a name by which somebody is called', () => {
  test.each([
    ['Minh', 'minh'],
    ['  @MINH ', 'minh'],
    ['Ｍｉｎｈ', 'minh'],
    ['Nguye\u0302\u0303n', 'nguyễn'],
    ['Anna  Maria', 'anna-maria'],
    ['anna_maria', 'anna-maria'],
    ['anna‐maria', 'anna-maria'],
    ['STRASSE', 'strasse'],
    ['Straße', 'strasse'],
    ['aẞb', 'assb'],
    ['İstanbul', 'istanbul'],
    ['οδος', 'οδοσ'],
    ['小明', '小明'],
    ['한국', '한국'],
    ['สวัสดี', 'สวัสดี'],
  ])('%j is %j', (typed, name) => {
    expect(parseCalledName(typed)).toBe(name);
  });

  test.each([
    ['', 'a', 'x'.repeat(33), '明'.repeat(13)],
    ['-ab', 'ab-', 'a..b', 'a/b', 'a b!', '😀😀', '<b>', '__proto__'],
    ['an\u200dna', 'an\u00adna', '\u202eanna', 'an\u3164na', 'a\u0000b', '\ud800a'],
    // Cyrillic С, and Greek ο, among Latin letters.
    ['Сor', 'annο'],
    [`a${'\u0301'.repeat(5)}b`],
  ])('none of these is one: %j', (...typed) => {
    expect(typed.filter((text) => parseCalledName(text) !== null)).toEqual([]);
  });

  test('has one form, and one room, whichever letter is in it', () => {
    const wrong: string[] = [];
    for (let code = 0x21; code < 0x3_0000; code += 1) {
      const name = parseCalledName(`a${String.fromCodePoint(code)}b`);
      if (name === null) continue;
      const again = [parseCalledName(name), parseCalledName(name.toUpperCase())];
      if (again.some((one) => one !== name) || nameOfRoom(roomOfName(name)) !== name)
        wrong.push(name);
    }
    expect(wrong).toEqual([]);
  });

  test.each(['kitchen', '~.', '~.Minh', '~.a', '~.~0041nna', '~.~006dinh', '~.mi~ZZnh', '~.minh-'])(
    'the room %s is no name',
    (room) => {
      expect(nameOfRoom(parseRoomId(room) as RoomId)).toBeNull();
    },
  );

  test('is read in its room by whoever writes by hand', () => {
    expect(roomOfName('anna.maria' as CalledName)).toBe('~.anna.maria');
    expect(roomOfName('nguyễn' as CalledName)).toBe('~.nguy~1ec5n');
  });
});
