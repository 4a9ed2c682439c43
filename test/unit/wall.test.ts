import { describe, expect, test } from 'vitest';
import { columnsFor } from '../../client/ui/watching/columns.ts';
import { figuresOf, ratesBetween } from '../../client/ui/watching/figures.ts';
import { pictureState } from '../../client/ui/watching/picture-state.ts';
import { type Place, placesAfter } from '../../client/ui/watching/places.ts';
import { watchingLanguages } from '../../client/ui/watching/watching-text.ts';
import { type MemberId, parseMemberId } from '../../protocol/ids.ts';
import { peerOf, sampleOf } from '../support/snapshots.ts';

const idOf = (name: string) => parseMemberId(`@${name.padEnd(16, '-')}`) as MemberId;
const camera = (id: string, name: string | null) => peerOf({ id: idOf(id), name });
const shown = (places: readonly Place[]) =>
  places.map(({ name, peer }) => `${name}: ${peer?.id ?? 'gone'}`);

describe('places on the wall', () => {
  test('are kept by those who go, and taken again by those who come back by the same name', () => {
    const first = placesAfter([], [camera('a', 'yard'), camera('b', 'gate')]);
    const gone = placesAfter(first, [camera('b', 'gate')]);
    expect(shown(gone)).toEqual(['yard: gone', `gate: ${idOf('b')}`]);
    const back = placesAfter(gone, [camera('b', 'gate'), camera('c', 'yard')]);
    expect(shown(back)).toEqual([`yard: ${idOf('c')}`, `gate: ${idOf('b')}`]);
    expect(back.map(({ key }) => key)).toEqual(first.map(({ key }) => key));
  });

  test('are not taken by one of another name, nor from one who is there', () => {
    const first = placesAfter([], [camera('a', 'yard'), camera('b', 'gate')]);
    const next = placesAfter(first, [camera('b', 'gate'), camera('c', 'gate'), camera('d', null)]);
    expect(shown(next)).toEqual([
      'yard: gone',
      `gate: ${idOf('b')}`,
      `gate: ${idOf('c')}`,
      `null: ${idOf('d')}`,
    ]);
  });
});

describe('columns of the wall', () => {
  test.each([
    ['a laptop', 1240, 640, [1, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4]],
    ['a phone', 366, 720, [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2]],
  ])('on %s show all pictures, as large as they can be', (_where, width, height, expected) => {
    const all = expected.map((_, index) => columnsFor(index + 1, { width, height }));
    for (const [index, { columns, width: one }] of all.entries()) {
      const rows = Math.ceil((index + 1) / columns);
      expect(columns * one + (columns - 1) * 12).toBeLessThanOrEqual(width);
      expect((rows * one * 9) / 16 + (rows - 1) * 12).toBeLessThanOrEqual(height);
    }
    expect(all.map(({ columns }) => columns)).toEqual(expected);
  });
});

describe('what is said of a picture', () => {
  const sample = sampleOf({
    receiving: {
      bitrate: 1,
      lost: 0,
      sound: null,
      picture: { codec: 'VP8', width: 640, height: 480, framesPerSecond: 30 },
    },
  });
  const live = { hasFrame: true, rates: null, isLate: true };
  const rates = {
    framesPerSecond: 30,
    bitrate: 1,
    skipped: 0,
    drawnInMs: 2,
    silentMs: 10,
    size: '',
  };
  const failure = { verdict: 'no-relay', relay: null } as const;
  const isSending = { microphone: true, camera: false, screen: false, isPaused: false };

  test.each([
    ['gone', null, live],
    ['connecting', { connection: 'connecting' as const }, live],
    ['failed', { connection: 'failed' as const, failure }, live],
    ['lost', { connection: 'interrupted' as const }, live],
    ['lost', { connection: 'failed' as const }, live],
    ['connecting', {}, { ...live, hasFrame: false, isLate: false }],
    ['still', {}, { ...live, hasFrame: false }],
    ['still', { sample: sampleOf() }, live],
    ['camera-off', { isSending, sample }, live],
    ['live', { sample }, live],
    ['live', {}, { ...live, hasFrame: false, rates }],
    ['still', {}, { ...live, hasFrame: false, rates: { ...rates, silentMs: 6_000 } }],
  ])('%s', (state, part, seen) => {
    const peer = part && peerOf({ connection: 'connected', ...part });
    expect(pictureState(peer, seen)).toBe(state);
  });
});

describe('the figures of a picture', () => {
  const counts = {
    received: 0,
    bytes: 0,
    drawn: 0,
    skipped: 0,
    broken: 0,
    lastAtMs: 0,
    drawnInMs: null,
  };

  test('are of the last moment where it comes picture by picture', () => {
    const now = { ...counts, bytes: 50_000, drawn: 58, skipped: 3, lastAtMs: 1_990, drawnInMs: 8 };
    const rates = ratesBetween(counts, now, { ms: 2_000, nowMs: 2_000, size: '640×480' });
    expect(figuresOf(peerOf({ sample: sampleOf() }), rates)).toEqual({
      framesPerSecond: 29,
      bitrate: 200_000,
      lost: null,
      roundTripMs: 23,
      delayMs: 8,
      isDrawn: true,
      skipped: 3,
      format: 'JPEG · 640×480',
    });
  });

  test('are unknown before anything was measured', () => {
    expect(figuresOf(peerOf(), null)).toMatchObject({ framesPerSecond: null, delayMs: null });
  });
});

describe.each(Object.entries(watchingLanguages))('the words of watching in %s', (_code, words) => {
  test('are there, and no text is empty', () => {
    const english = watchingLanguages['en'] ?? {};
    expect(Object.keys(words).sort()).toEqual(Object.keys(english).sort());
    const texts = [...Object.values(words), ...Object.values(words.state)];
    expect(texts.filter((text) => typeof text === 'string' && text.trim() === '')).toEqual([]);
  });
});
