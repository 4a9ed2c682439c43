import { expect, test } from 'vitest';
import {
  readRtcp,
  writePacketWish,
  writePictureWish,
  writeReceiverReport,
  writeSenderReport,
} from '../../devices/viewer/rtcp.ts';

const NOW_MS = 1_800_000_000_000;
const OWN = 0x01020304;
const SSRC = 0x0a0b0c0d;

test('what a sender says of its clock is read, alone or with more behind it', () => {
  const said = writeSenderReport(SSRC, 1_000_000.25, 4_711);
  const { reports } = readRtcp(Buffer.concat([said, writePictureWish(OWN, SSRC)]), NOW_MS);
  expect(reports).toEqual([
    { ssrc: SSRC, seconds: 1_000_000.25, middle: 0x42404000, timestamp: 4_711 },
  ]);
});

test('a report tells loss, as RFC 3550 has it, and how old the last one of the sender is', () => {
  const report = writeReceiverReport({
    own: OWN,
    ssrc: SSRC,
    fractionLost: 64,
    lost: 5,
    highest: 70_000,
    jitter: 90,
    lastReport: { middle: 0x11223344, atMs: NOW_MS - 500 },
    nowMs: NOW_MS,
  });
  expect(report.subarray(0, 32).toString('hex')).toBe(
    '81c90007010203040a0b0c0d40000005000111700000005a1122334400008000',
  );
});

test('the round trip is what has passed without what the other side kept it', () => {
  const nothing = { fractionLost: 0, lost: 0, highest: 0, jitter: 0, lastReport: null };
  const report = writeReceiverReport({ own: OWN, ssrc: SSRC, nowMs: NOW_MS, ...nothing });
  const reference = report.subarray(32);
  expect(reference.subarray(0, 12).toString('hex')).toBe('80cf00040102030404000002');
  // The other side had it for a quarter of a second.
  const answer = Buffer.from(
    '80cf00050a0b0c0d050000030102030400000000000040 00'.replace(' ', ''),
    'hex',
  );
  reference.copy(answer, 16, 14, 18);
  expect(readRtcp(answer, NOW_MS + 300).roundTripMs).toBeCloseTo(50, 0);
});

test('whole pictures, and packets by their numbers, are asked for as RFC 4585 has it', () => {
  expect(writePictureWish(OWN, SSRC).toString('hex')).toBe('81ce0002010203040a0b0c0d');
  expect(writePacketWish(OWN, SSRC, [1, 65_537 + 1]).toString('hex')).toBe(
    '81cd0004010203040a0b0c0d0001000000020000',
  );
});

test.each(['', '80c8', '80c8ffff00000000', '80cf000100000000'])('%j is no report', (hex) => {
  expect(readRtcp(Buffer.from(hex, 'hex'), NOW_MS)).toEqual({ reports: [], roundTripMs: null });
});
