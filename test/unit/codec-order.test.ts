import { describe, expect, test } from 'vitest';
import { orderAudio, orderVideo } from '../../client/call/peer/codec-order.ts';

const codec = (mimeType: string) => ({ mimeType, clockRate: 90_000 });
const video = ['VP8', 'rtx', 'VP9', 'H264', 'AV1', 'red'].map((name) => codec(`video/${name}`));
const audio = ['opus', 'red', 'PCMU'].map((name) => codec(`audio/${name}`));
const codecs = (...cheap: string[]) => ({ audio, video, cheap });

/** As a browser writes it that prefers codecs in this order. */
function offer(...names: string[]): string {
  return [
    'v=0',
    'm=audio 9 UDP/TLS/RTP/SAVPF 111',
    'a=rtpmap:111 opus/48000/2',
    `m=video 9 UDP/TLS/RTP/SAVPF ${names.map((_, index) => 96 + index).join(' ')}`,
    // Not in the order of the line above, which is the one that counts.
    ...names.map((name, index) => `a=rtpmap:${96 + index} ${name}/90000`).toReversed(),
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    '',
  ].join('\r\n');
}

const namesOf = (ordered: readonly { mimeType: string }[]) =>
  ordered.map(({ mimeType }) => mimeType.split('/')[1]);

describe('codecs for pictures', () => {
  test('who offers begins with what costs it little, then VP8, and leaves nothing out', () => {
    expect(namesOf(orderVideo(codecs('AV1', 'H264'), null))).toEqual([
      'AV1',
      'H264',
      'VP8',
      'rtx',
      'VP9',
      'red',
    ]);
  });

  test.for([
    { offered: ['AV1', 'H264', 'VP8', 'VP9'], cheap: ['H264', 'AV1'], first: 'H264' },
    { offered: ['H264', 'VP8', 'VP9', 'AV1'], cheap: ['AV1', 'H264'], first: 'H264' },
    { offered: ['AV1', 'VP8', 'VP9', 'H264'], cheap: ['H264'], first: 'VP8' },
    { offered: ['VP8', 'H264', 'VP9', 'AV1'], cheap: ['H264'], first: 'VP8' },
    { offered: ['H264'], cheap: ['H264'], first: 'VP8' },
    { offered: [], cheap: ['H264'], first: 'VP8' },
  ])('of $offered and $cheap, the answer begins with $first', ({ offered, cheap, first }) => {
    const ordered = namesOf(orderVideo(codecs(...cheap), offer(...offered)));
    expect(ordered[0]).toBe(first);
    expect(ordered).toHaveLength(video.length);
  });

  test('the order of Firefox and of a client without pictures is understood as VP8', () => {
    expect(namesOf(orderVideo(codecs('H264'), 'v=0\r\nm=audio 9 UDP 0\r\n'))[0]).toBe('VP8');
  });
});

test('sound is sent with what went before it, where it is known', () => {
  expect(namesOf(orderAudio(codecs()))).toEqual(['red', 'opus', 'PCMU']);
});
