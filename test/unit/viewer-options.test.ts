import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Codec } from '../../devices/codecs.ts';
import { chooseStream } from '../../devices/codecs.ts';
import { createFreeFile, removeIfEmpty } from '../../devices/free-file.ts';
import { sectionsOf } from '../../devices/sections.ts';
import { type Container, chooseContainer } from '../../devices/viewer/containers.ts';
import { createReport } from '../../devices/viewer/report.ts';
import { readViewerOptions } from '../../devices/viewer/viewer-options.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-viewer-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const options = (given: Readonly<Record<string, string>>) =>
  readViewerOptions(new Map(Object.entries(given)));

test('what is recorded asks for what fits into its kind of file', () => {
  expect(options({})).toEqual({
    record: null,
    isPiped: false,
    isJson: false,
    pictures: null,
    order: ['H264', 'VP8', 'VP9'],
  });
  expect(options({ record: 'talk.webm' }).order).toEqual(['VP8', 'VP9', 'H264']);
  expect(options({ record: 'talk.MP4' }).order).toEqual(['H264', 'VP9', 'VP8']);
  expect(options({ record: 'talk.mp4', codec: 'vp8' }).order[0]).toBe('VP8');
});

test('a folder for pictures is made', () => {
  const pictures = join(folder, 'a', 'b');
  const given = options({ pictures, 'picture-every': '2.5' });
  expect(given.pictures).toEqual({ folder: pictures, everyMs: 2_500 });
  expect(existsSync(pictures)).toBe(true);
});

test.each([
  [{ record: 'talk.avi' }, '--record is "talk.avi"; it is a file like talk.mp4'],
  [{ record: 'talk' }, '--record is "talk"'],
  [{ 'picture-every': '0' }, '--picture-every is "0"; it is a number of seconds, 1 or more.'],
  [{ 'picture-every': 'often' }, '--picture-every is "often"'],
  [{ pictures: '/dev/null/x' }, "The folder /dev/null/x can't be written to."],
  [{ codec: 'h265' }, '"h265" is no codec that it receives: h264, vp8 and vp9 are.'],
])('%j is told in words', (given, words) => {
  expect(() => options(given as Record<string, string>)).toThrow(words);
});

test.each<[Container, Codec[], Container]>([
  ['mp4', ['H264', 'OPUS'], 'mp4'],
  ['mp4', ['VP8', 'OPUS'], 'webm'],
  ['webm', ['H264'], 'mp4'],
  ['webm', ['OPUS'], 'webm'],
  ['mkv', ['VP8'], 'mkv'],
  ['mp4', ['H264', 'VP8'], 'mkv'],
])('where %s is asked for and %j is sent, it is %s', (wanted, codecs, chosen) => {
  const streams = codecs.map((codec) => ({ codec, payloadType: 96, parameters: '' }));
  expect(chooseContainer(wanted, streams)).toBe(chosen);
});

test('of the ways to send H.264 the one is taken that everybody can', () => {
  const [section] = sectionsOf(
    [
      'v=0',
      'm=video 9 UDP/TLS/RTP/SAVPF 102 104 106',
      'a=rtpmap:102 H264/90000',
      'a=fmtp:102 packetization-mode=0;profile-level-id=42001f',
      'a=rtpmap:104 H264/90000',
      'a=fmtp:104 packetization-mode=1;profile-level-id=64001f',
      'a=rtpmap:106 H264/90000',
      'a=fmtp:106 packetization-mode=1;profile-level-id=42e01f',
    ].join('\r\n'),
  );
  expect(section && chooseStream(section, ['VP8', 'H264'])?.payloadType).toBe(106);
  expect(section && chooseStream(section, ['VP8'])).toBeNull();
});

test('no file is overwritten, and none is left that nothing came for', () => {
  const [first, named] = [join(folder, 'talk.mp4'), join(folder, 'talk-door.mp4')];
  writeFileSync(first, 'of yesterday');
  expect(createFreeFile(first, named)).toBe(named);
  expect(createFreeFile(first, named)).toBe(join(folder, 'talk-door-2.mp4'));
  expect(removeIfEmpty(named)).toBe(true);
  expect(removeIfEmpty(first)).toBe(false);
  expect(readdirSync(folder).sort()).toEqual(['talk-door-2.mp4', 'talk.mp4']);
  expect(() => createFreeFile(join(folder, 'no', 'x.mp4'))).toThrow('nothing can be written');
});

test('figures are a line of words, or of JSON', () => {
  const figures = {
    sender: 'door',
    kilobitsPerSecond: 1240,
    picturesPerSecond: 30,
    lostPercent: 0.5,
    jitterMs: 3.1,
    roundTripMs: null,
  };
  const lines: string[] = [];
  const write = (line: string) => lines.push(line);
  createReport(write, false).show(figures);
  createReport(write, true).show(figures);
  createReport(write, true).say('door is there.');
  expect(lines).toEqual([
    'door: 1240 kbit/s, 30 pictures/s, 0.5 % lost, jitter 3.1 ms',
    JSON.stringify(figures),
    '{"said":"door is there."}',
  ]);
});
