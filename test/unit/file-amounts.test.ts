import { describe, expect, test } from 'vitest';
import { Speed } from '../../client/call/files/speed.ts';
import { sizeText, speedText, timeText, typeText } from '../../client/ui/files/file-amounts.ts';

const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ') ?? null;

describe('amounts in words', () => {
  test.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [999.6, '1 kB'],
    [2_400_000, '2.4 MB'],
    [412_000_000, '412 MB'],
    [999_700_000, '1 GB'],
    [1_200_000_000, '1.2 GB'],
    [5e15, '5,000 TB'],
  ])('%d bytes are %s', (bytes, text) => {
    expect(plain(sizeText(bytes))).toBe(text);
  });

  test('a speed', () => expect(plain(speedText(11_300_000))).toBe('11 MB/s'));

  test.each([
    [0.2, '1 sec'],
    [59, '59 sec'],
    [61, '2 min'],
    [7300, '3 hr'],
    [1e9, null],
    [Number.POSITIVE_INFINITY, null],
    [Number.NaN, null],
  ])('%d seconds are %s', (seconds, text) => {
    expect(plain(timeText(seconds))).toBe(text);
  });

  test.each([
    ['plan.pdf', 'image/png', 'PDF'],
    ['photo.jpg.exe', 'image/jpeg', 'EXE'],
    ['README', 'text/plain', 'text/plain'],
    ['README', '', ''],
    ['a.verylongextension', 'text/plain', 'text/plain'],
  ])('the type of %s, said to be %s, is %s', (name, mime, type) => {
    expect(typeText(name, mime)).toBe(type);
  });
});

describe('a speed', () => {
  function createSpeed() {
    let time = 0;
    const speed = new Speed(() => time);
    return {
      speed,
      pass: (ms: number, bytes: number) => {
        time += ms;
        return speed.take(bytes);
      },
    };
  }

  test('is unknown at first, and after a pause', () => {
    const { speed, pass } = createSpeed();
    pass(0, 0);
    expect(speed.bytesPerSecond).toBeNull();
    pass(1000, 500);
    expect(speed.bytesPerSecond).toBe(500);
    speed.pause();
    expect(speed.bytesPerSecond).toBeNull();
    // What came meanwhile was no speed.
    pass(60_000, 600);
    expect(speed.bytesPerSecond).toBeNull();
  });

  test('follows slowly, and is told some times a second', () => {
    const { speed, pass } = createSpeed();
    pass(0, 0);
    pass(1000, 1000);
    expect(pass(100, 1100)).toBe(false);
    expect(pass(150, 21_000)).toBe(true);
    expect(speed.bytesPerSecond).toBeGreaterThan(1000);
    expect(speed.bytesPerSecond).toBeLessThan(10_000);
  });
});
