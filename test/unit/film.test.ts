import { describe, expect, test } from 'vitest';
import { Film } from '../../devices/camera/film.ts';
import {
  beginsWholePicture,
  sequenceOf,
  timestampOf,
  withPayloadType,
} from '../../devices/camera/packets.ts';
import { isRtcp } from '../../devices/rtp.ts';

interface Written {
  readonly sequence: number;
  readonly timestamp: number;
  readonly payload?: readonly number[];
}

/** As RFC 3550, section 5.1, has it, with the payload type 96. */
function packet({ sequence, timestamp, payload = [0x41] }: Written): Buffer {
  const header = Buffer.alloc(12);
  header[0] = 0x80;
  header[1] = 96;
  header.writeUInt16BE(sequence, 2);
  header.writeUInt32BE(timestamp, 4);
  return Buffer.concat([header, Buffer.from(payload)]);
}

function report(timestamp: number): Buffer {
  const bytes = Buffer.alloc(28);
  bytes[0] = 0x80;
  bytes[1] = 200;
  bytes.writeUInt32BE(timestamp, 16);
  return bytes;
}

const WHOLE = [0x18, 0, 4, 0x67, 1, 2, 3];

function watch(film: Film): Buffer[] {
  const taken: Buffer[] = [];
  film.add({ take: (one) => taken.push(Buffer.from(one)) });
  return taken;
}

describe('a whole picture', () => {
  test.each<[string, 'h264' | 'vp8', readonly number[], boolean]>([
    ['the parameters of H.264, alone', 'h264', [0x67, 1], true],
    ['the parameters of H.264, first of several', 'h264', WHOLE, true],
    ['a slice of H.264', 'h264', [0x41, 1], false],
    ['a fragment of H.264', 'h264', [0x7c, 0x85], false],
    ['a key frame of VP8', 'vp8', [0x10, 0x50], true],
    ['a key frame of VP8 with a long number', 'vp8', [0x90, 0x80, 0x81, 0x01, 0x50], true],
    ['another frame of VP8', 'vp8', [0x10, 0x51], false],
    ['the rest of a frame of VP8', 'vp8', [0x00, 0x50], false],
    ['nothing', 'h264', [], false],
  ])('is known from %s', (_what, codec, payload, isWhole) => {
    const one = packet({ sequence: 1, timestamp: 1, payload });
    expect(beginsWholePicture(codec, one)).toBe(isWhole);
  });

  test('is known behind an extension of the header', () => {
    const plain = packet({
      sequence: 1,
      timestamp: 1,
      payload: [0xbe, 0xde, 0, 1, 0, 0, 0, 0, 0x67],
    });
    plain[0] = 0x90;
    expect(beginsWholePicture('h264', plain)).toBe(true);
  });
});

test('who comes later is given all since the last whole picture, and then what comes', () => {
  const film = new Film('h264', () => 0);
  for (const sequence of [1, 2, 3]) film.take(packet({ sequence, timestamp: 0 }));
  film.take(packet({ sequence: 4, timestamp: 3000, payload: WHOLE }));
  film.take(packet({ sequence: 5, timestamp: 3000 }));
  const taken = watch(film);
  film.take(packet({ sequence: 6, timestamp: 6000 }));
  expect(taken.map(sequenceOf)).toEqual([4, 5, 6]);
});

test('an encoder that was started anew goes on where the last one ended, at the time that has passed', () => {
  let now = 0;
  const film = new Film('vp8', () => now);
  film.begin();
  const taken = watch(film);
  film.take(packet({ sequence: 65_535, timestamp: 1000 }));
  now += 2_000;
  film.begin();
  film.take(report(77));
  film.take(packet({ sequence: 9, timestamp: 77 }));
  film.take(packet({ sequence: 10, timestamp: 3077 }));
  const media = taken.filter((one) => !isRtcp(one));
  expect(media.map(sequenceOf)).toEqual([65_535, 0, 1]);
  expect(media.map(timestampOf)).toEqual([1000, 181_000, 184_000]);
  const [told] = taken.filter(isRtcp);
  expect(told?.readUInt32BE(16)).toBe(181_000);
});

test('who comes later is told at once which moment a timestamp is', () => {
  const film = new Film('opus', () => 0);
  film.take(packet({ sequence: 1, timestamp: 960 }));
  film.take(report(960));
  expect(watch(film).map(isRtcp)).toEqual([true]);
});

test('a viewer is given the number that it has for the codec; others are not disturbed', () => {
  const one = packet({ sequence: 1, timestamp: 1 });
  one[1] = 0x80 | 96;
  expect(withPayloadType(one, 96)).toBe(one);
  expect(withPayloadType(one, 102)[1]).toBe(0x80 | 102);
  expect(one[1]).toBe(0x80 | 96);
});
