import { expect, test } from 'vitest';
import type { Codec } from '../../devices/codecs.ts';
import { beginsKeyFrame } from '../../devices/key-frames.ts';
import { parseRtp, type RtpPacket, writeRtp } from '../../devices/rtp.ts';
import { type Frame, Frames } from '../../devices/viewer/frames.ts';
import { InOrder } from '../../devices/viewer/in-order.ts';
import { createMoments } from '../../devices/viewer/moments.ts';
import { Reception } from '../../devices/viewer/reception.ts';
import { createUnwrap } from '../../devices/viewer/unwrap.ts';

const KEY = Buffer.from([0x10, 0x00]);
const OTHER = Buffer.from([0x10, 0x01]);

function packet(sequence: number, given: Partial<RtpPacket> = {}): RtpPacket {
  const usual = { payloadType: 96, timestamp: 0, ssrc: 7, isMarked: true, payload: OTHER };
  return { ...usual, sequence, ...given };
}

test('a packet is read without what stands around its payload', () => {
  const [extension, padding] = [Buffer.from('bede0001aabbccdd', 'hex'), Buffer.from([0, 0, 3])];
  const plain = writeRtp(packet(5, { timestamp: 9, payload: Buffer.from('payload') }));
  const [header, payload] = [plain.subarray(0, 12), plain.subarray(12)];
  header[0] = 0xb0;
  expect(parseRtp(Buffer.concat([header, extension, payload, padding]))).toEqual(
    packet(5, { timestamp: 9, payload: Buffer.from('payload') }),
  );
  expect(parseRtp(Buffer.from('no packet'))).toBeNull();
  expect(parseRtp(Buffer.alloc(0))).toBeNull();
});

test('numbers are counted on after their highest, also by what comes late', () => {
  const unwrap = createUnwrap(16);
  expect([65_534, 65_535, 1, 0, 2].map(unwrap)).toEqual([65_534, 65_535, 65_537, 65_536, 65_538]);
});

test.each<[Codec, string, boolean]>([
  ['H264', '6742c01f', true],
  ['H264', '65888400', true],
  ['H264', '419a0000', false],
  ['H264', '1800020910000467420000', true],
  ['H264', '180002091000024100', false],
  ['H264', '7c858884', true],
  ['H264', '7c058884', false],
  ['VP8', '1000', true],
  ['VP8', '1001', false],
  ['VP8', '0000', false],
  ['VP8', '90e0812a05c000', true],
  ['VP8', '90e0812a05c001', false],
  ['VP9', '8a', true],
  ['VP9', 'ca', false],
  ['OPUS', '78', true],
])('of %s, %s begins a whole picture: %s', (codec, hex, isKey) => {
  expect(beginsKeyFrame(codec, Buffer.from(hex, 'hex'))).toBe(isKey);
});

function createOrder() {
  const clock = { ms: 1_000 };
  const seen: (number | string)[] = [];
  const order = new InOrder({
    now: () => clock.ms,
    onPacket: ({ sequence }) => seen.push(sequence),
    onMissing: (sequences) => seen.push(`missing ${sequences}`),
    onGap: () => seen.push('gap'),
  });
  const take = (...sequences: readonly number[]) => {
    for (const sequence of sequences) order.take(sequence, packet(sequence));
  };
  const wait = (ms: number) => {
    clock.ms += ms;
    order.check();
  };
  return { seen, take, wait };
}

test('packets that overtook others wait for them, and what is missing is asked for', () => {
  const { seen, take, wait } = createOrder();
  take(1, 4, 2);
  expect(seen).toEqual([1, 'missing 2,3', 2]);
  wait(60);
  take(3, 3, 5);
  expect(seen.slice(3)).toEqual(['missing 3', 3, 4, 5]);
});

test('what does not come in 400 ms is given up', () => {
  const { seen, take, wait } = createOrder();
  take(1, 3);
  wait(401);
  take(2, 4);
  expect(seen).toEqual([1, 'missing 2', 'gap', 3, 4]);
});

test('a sender that starts over with other numbers is followed', () => {
  const { seen, take } = createOrder();
  take(1, 50_000, 50_001);
  expect(seen).toEqual([1, 'gap', 50_000, 50_001]);
});

function createFrames() {
  const seen: Frame[] = [];
  const codecOf = (type: number) => (type === 96 ? ('VP8' as const) : null);
  const frames = new Frames({ codecOf, onFrame: (frame) => seen.push(frame) });
  const take = (sequence: number, given: Partial<RtpPacket>) =>
    frames.take(packet(sequence, given), sequence * 10);
  return { seen, frames, take };
}

test('pictures come whole, from a key frame on, and after a gap again from one', () => {
  const { seen, frames, take } = createFrames();
  take(1, { timestamp: 1 });
  take(2, { timestamp: 2, payload: KEY, isMarked: false });
  take(3, { timestamp: 2 });
  take(4, { timestamp: 3 });
  frames.handleGap();
  take(6, { timestamp: 5 });
  take(7, { timestamp: 6, payload: KEY });
  expect(seen.map(({ timestamp, isKey, packets }) => [timestamp, isKey, packets.length])).toEqual([
    [2, true, 2],
    [3, false, 1],
    [6, true, 1],
  ]);
});

test('what only fills the way, and what was not agreed on, is no picture', () => {
  const { seen, take } = createFrames();
  take(1, { payload: Buffer.alloc(0) });
  take(2, { payload: KEY, payloadType: 100 });
  expect(seen).toEqual([]);
});

test('loss is what was sent and did not come, of each interval and in all', () => {
  const reception = new Reception(() => 0);
  for (const number of [10, 11, 14]) reception.take(number, packet(number), 'VP8');
  expect(reception.interval()).toEqual({ packets: 3, lost: 2, bytes: 6 });
  // One that was sent again.
  for (const number of [12, 15]) reception.take(number, packet(number), 'VP8');
  expect(reception.interval()).toEqual({ packets: 2, lost: 0, bytes: 4 });
  expect(reception.lost).toBe(1);
});

test('frames of several media are placed by the clock of the sender where it says so of all of them', () => {
  const frame = (codec: Codec, timestamp: number, atMs: number): Frame => {
    return { codec, timestamp, atMs, isKey: true, packets: [] };
  };
  const report = (seconds: number, timestamp: number) => {
    return { seconds, timestamp, ssrc: 1, middle: 0 };
  };
  const known = createMoments(
    new Map([
      ['VP8', report(100, 2 ** 32 - 45_000)],
      ['OPUS', report(100, 0)],
    ] as const),
  );
  expect(known(frame('VP8', 2 ** 32 + 45_000, 5_000))).toBe(101);
  expect(known(frame('OPUS', 96_000, 5_000))).toBe(102);
  const unknown = createMoments(
    new Map([
      ['VP8', report(100, 0)],
      ['OPUS', null],
    ] as const),
  );
  expect(unknown(frame('VP8', 90_000, 5_000))).toBe(5);
});
