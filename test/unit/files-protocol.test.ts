import { describe, expect, test } from 'vitest';
import {
  MAX_FILE_NAME_CHARS,
  MAX_MIME_CHARS,
  parseFileWord,
  parsePiece,
  reasonOf,
  toPiece,
} from '../../protocol/files.ts';

const sha256 = 'a'.repeat(64);
const offer = { type: 'offer', id: 7, name: 'plan.pdf', size: 2_400_000, mime: 'application/pdf' };

describe('[F1] a word', () => {
  test.each([
    offer,
    { ...offer, name: 'x'.repeat(MAX_FILE_NAME_CHARS), mime: '', size: 0 },
    { ...offer, size: Number.MAX_SAFE_INTEGER, id: 0xff_ff_ff_ff },
    { type: 'asked', id: 0 },
    { type: 'accept', id: 7, from: 1024 },
    { type: 'decline', id: 7 },
    { type: 'got', id: 7, bytes: 1024 },
    { type: 'received', id: 7, isIntact: true },
    { type: 'end', id: 7, sha256 },
    { type: 'withdraw', id: 7, why: 'forgotten' },
    { type: 'ready' },
  ])('is $type', (word) => {
    expect(parseFileWord(JSON.stringify(word))).toEqual(word);
  });

  test('withdraw with a reason that is newer than this client has none', () => {
    const word = parseFileWord('{"type":"withdraw","id":1,"why":"eclipse"}');
    expect(word).toMatchObject({ type: 'withdraw', id: 1 });
    expect(reasonOf({ why: 'eclipse' })).toBeNull();
  });

  const broken: readonly unknown[] = [
    { ...offer, name: '' },
    { ...offer, name: 'x'.repeat(MAX_FILE_NAME_CHARS + 1) },
    { ...offer, name: 7 },
    { ...offer, mime: 'x'.repeat(MAX_MIME_CHARS + 1) },
    { ...offer, size: -1 },
    { ...offer, size: 1.5 },
    { ...offer, size: 2 ** 53 },
    { ...offer, size: '1' },
    { ...offer, id: -1 },
    { ...offer, id: 2 ** 32 },
    { ...offer, id: null },
    { type: 'accept', id: 7 },
    { type: 'accept', id: 7, from: -1 },
    { type: 'end', id: 7, sha256: sha256.toUpperCase() },
    { type: 'end', id: 7, sha256: 'a' },
    { type: 'received', id: 7, isIntact: 'yes' },
    { type: 'unheard-of', id: 7 },
    { type: '__proto__' },
    [],
    null,
    7,
  ];
  test.each(broken)('is not %j', (word) => {
    expect(parseFileWord(JSON.stringify(word))).toBeNull();
  });

  test.each([
    '',
    '{',
    '[[[[',
    ' '.repeat(5000),
    JSON.stringify({ ...offer, padding: 'x'.repeat(5000) }),
    undefined,
    new ArrayBuffer(8),
  ])('is no text of another kind (%#)', (data) => {
    expect(parseFileWord(data)).toBeNull();
  });
});

describe('[F4] a piece', () => {
  test('is the id of its file and then its bytes', () => {
    const message = toPiece({ id: 0x01_02_03_04, bytes: Uint8Array.of(9, 8) });
    expect([...message]).toEqual([1, 2, 3, 4, 9, 8]);
    expect(parsePiece(message.buffer)).toEqual({ id: 0x01_02_03_04, bytes: Uint8Array.of(9, 8) });
  });

  test.each([new ArrayBuffer(0), new ArrayBuffer(4), 'text', null, new Uint8Array(8)])(
    'is none of %o',
    (data) => {
      expect(parsePiece(data)).toBeNull();
    },
  );
});
