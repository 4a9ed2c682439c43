import { expect, test } from 'vitest';
import { readCameraOptions } from '../../devices/camera/camera-options.ts';
import { findEncoder } from '../../devices/camera/encoders.ts';
import { explain } from '../../devices/camera/ffmpeg-problem.ts';
import { filmArguments, pictureArguments } from '../../devices/camera/film-arguments.ts';
import { createJpegSplitter } from '../../devices/camera/jpeg-splitter.ts';
import { readClock } from '../../devices/camera/test-clock.ts';

const read = (given: Record<string, string>) => readCameraOptions(new Map(Object.entries(given)));
const targets = { video: { port: 5004, ssrc: 2 ** 32 - 1 }, audio: { port: 5006, ssrc: 7 } };

test('without any option it is the first camera, as cameras are', () => {
  expect(read({})).toMatchObject({
    source: { kind: 'camera', device: '/dev/video0' },
    codec: 'h264',
    size: { width: 640, height: 480, fps: 30 },
    bitsPerSecond: 1_105_920,
    hasAudio: false,
    isDatachannel: false,
  });
});

test.each([
  ['1500k', 1_500_000],
  ['2M', 2_000_000],
  ['2.5mbps', 2_500_000],
  ['2000', 2_000_000],
  ['800000', 800_000],
])('a bitrate of %s is %i bits a second', (bitrate, bits) => {
  expect(read({ bitrate }).bitsPerSecond).toBe(bits);
});

test.each<[Record<string, string>, object]>([
  [{ source: 'test' }, { kind: 'test' }],
  [{ source: '/dev/video2' }, { kind: 'camera', device: '/dev/video2' }],
  [
    { source: 'camera', device: '/dev/video4' },
    { kind: 'camera', device: '/dev/video4' },
  ],
  [
    { source: 'file', file: 'a.mp4' },
    { kind: 'file', path: 'a.mp4' },
  ],
  [{ source: 'b.mp4' }, { kind: 'file', path: 'b.mp4' }],
  [{ source: 'rtsp://door/1' }, { kind: 'rtsp', address: 'rtsp://door/1' }],
  [
    { source: 'screen', display: ':1' },
    { kind: 'screen', display: ':1' },
  ],
])('%j is a source', (given, source) => {
  expect(read(given).source).toMatchObject(source);
});

test.each([
  [{ codec: 'h265' }, '"h265" is no codec that it sends: h264 and vp8 are.'],
  [{ width: 'wide' }, '--width is "wide"; it is a number from 16 to 4096.'],
  [{ fps: '0' }, '--fps is "0"; it is a number from 1 to 120.'],
  [{ bitrate: 'much' }, '--bitrate is "much"; it is like 1500k or 2M.'],
  [{ source: 'file' }, 'Name the file: --source film.mp4'],
])('%j is answered by what to give', (given: Record<string, string>, sentence) => {
  expect(() => read(given)).toThrow(sentence);
});

test('all goes through one encoder, to this machine', async () => {
  const options = read({ source: 'film.mp4', audio: 'true', codec: 'vp8', width: '321' });
  const args = filmArguments(options, await findEncoder(options, 'ffmpeg'), targets).join(' ');
  expect(args).toContain('scale=320:480:');
  expect(args.match(/-c:v/g)).toHaveLength(1);
  expect(args).toContain('-ssrc -1 -payload_type 96 -f rtp rtp://127.0.0.1:5004?rtcpport=5004');
  expect(args).toContain('-map 0:a:0 -c:a libopus');
});

test('pictures for a data channel are JPEG, and nothing else is made', () => {
  const args = pictureArguments(read({ source: 'test', datachannel: 'true', audio: 'true' }));
  expect(args.join(' ')).toContain('-c:v mjpeg');
  expect(args.join(' ')).not.toContain('sine');
});

const door = { kind: 'rtsp', address: 'rtsp://user:secret@door:554/live' } as const;
const film = { kind: 'file', path: 'film.mp4' } as const;
const lens = { kind: 'camera', device: '/dev/video0', microphone: 'default' } as const;

test.each([
  [
    'ioctl(VIDIOC_STREAMON): Device or resource busy',
    lens,
    'Another program uses the camera /dev/video0.',
  ],
  [
    '/dev/video0: No such file or directory',
    lens,
    'There is no such thing as the camera /dev/video0.',
  ],
  [
    '/dev/video0: Permission denied',
    lens,
    'This program may not read the camera /dev/video0; its user',
  ],
  [
    'method DESCRIBE failed: 401 Unauthorized',
    door,
    'The user or password for the camera at door:554 is',
  ],
  [
    'Connection to tcp://door:554 failed: Connection timed out',
    door,
    'There is no answer from the camera',
  ],
  ['film.mp4: Invalid data found when processing input', film, 'No film is in the file film.mp4.'],
  ['something\nnobody knows\n', film, 'ffmpeg ended with the file film.mp4: nobody knows.'],
])('"%s" is told as a sentence, without a secret', (complaints, source, sentence) => {
  const told = explain(complaints, source);
  expect(told).toContain(sentence);
  expect(told).not.toContain('secret');
});

test('pictures are cut apart wherever the pipe cuts them', () => {
  const pictures: string[] = [];
  const split = createJpegSplitter((jpeg) => pictures.push(jpeg.toString('hex')));
  for (const bytes of ['ffd801ff', 'd9ffd8', '02ff00ffd9ffd803ffd9ff', 'd8'])
    split(Buffer.from(bytes, 'hex'));
  expect(pictures).toEqual(['ffd801ffd9', 'ffd802ff00ffd9', 'ffd803ffd9']);
});

test('the clock of the test picture is read in the code of Gray', () => {
  const blocks = (code: number) =>
    [...code.toString(2).padStart(16, '0')].map((bit) => bit === '1');
  for (const ms of [0, 1, 2, 1000, 32_767, 32_768, 65_535]) {
    expect(readClock(blocks(ms ^ (ms >> 1)))).toBe(ms);
  }
});
