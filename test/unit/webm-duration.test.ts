import { expect, test } from 'vitest';
import {
  type DurationPlace,
  encodeDuration,
  findDurationPlace,
} from '../../client/media/webm-duration.ts';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const hex = (all: Uint8Array) => Buffer.from(all).toString('hex');

const header = '1a45dfa3 9f 4286810142f7810142f2810442f381084282847765626d42878104428581 02';
const endless = '18538067 01ffffffffffffff';
const chromium = '2ad7b1830f4240 4d80864368726f6d65 5741864368726f6d65';
const tracks = '1654ae6b 81 00';

function placeIn(head: Uint8Array<ArrayBuffer>): DurationPlace {
  const place = findDurationPlace(head);
  if (typeof place === 'string') throw new Error(`no place is found, but ${place}`);
  return place;
}

test('a head without a duration, as Chromium writes it, is given room for one', () => {
  const head = bytes(`${header} ${endless} 1549a966 99 ${chromium} ${tracks}`);
  const place = placeIn(head);
  const made = `${header} ${endless} 1549a966 10000024 ${chromium} 448988 0000000000000000 ${tracks}`;
  expect(hex(place.piece)).toBe(hex(bytes(made)));
  expect(place.position).toBe(head.length - 6 + 3 + 3);
  expect(placeIn(place.piece)).toEqual(place);
});

test('a head with an empty one, as Firefox writes it, stays as it is', () => {
  const before = `${header} ${endless} 114d9b74 0100000000000000`;
  const head = bytes(
    `${before} 1549a966 0100000000000012 2ad7b1830f4240 448988 0000000000000000 ${tracks}`,
  );
  expect(placeIn(head)).toEqual({ piece: head, position: head.length - 6 - 8 });
});

test.each([
  ['an MP4 file', '00000024 66747970 69736f6d'],
  ['the first byte of one', '00'],
  ['another file of that family', `${header} 1549a966 80`],
  ['one with a short duration', `${header} ${endless} 1549a966 87 448984 00000000`],
  ['one with an index in front', `${header} ${endless} 114d9b74 81 00 1549a966 80`],
])('%s is left alone', (_what, head) => {
  expect(findDurationPlace(bytes(head))).toBe('none');
});

test.each([
  ['nothing', ''],
  ['its first byte', '1a'],
  ['a header alone', header],
  ['a header that is not whole', '1a45dfa3 9f 4286'],
  ['a film without what it is about', `${header} ${endless} ${tracks}`],
  ['one that is cut in there', `${header} ${endless} 1549a966 99 2ad7b1`],
])('of %s it is not known yet', (_what, head) => {
  expect(findDurationPlace(bytes(head))).toBe('more');
});

test('a duration is a number as IEEE 754 has it, the highest byte first', () => {
  expect(hex(encodeDuration(1000))).toBe('408f400000000000');
});
