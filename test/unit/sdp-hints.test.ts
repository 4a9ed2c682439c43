import { expect, test } from 'vitest';
import { withHints } from '../../client/call/peer/sdp-hints.ts';

const sdp = [
  'v=0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111 0',
  'a=rtpmap:111 opus/48000/2',
  'a=fmtp:111 minptime=10;useinbandfec=1',
  'a=rtpmap:0 PCMU/8000',
  'm=video 9 UDP/TLS/RTP/SAVPF 96 97 98',
  'a=rtpmap:96 VP8/90000',
  'a=rtcp-fb:96 nack',
  'a=rtpmap:97 rtx/90000',
  'a=fmtp:97 apt=96',
  'a=rtpmap:98 H264/90000',
  'a=fmtp:98 profile-level-id=42e01f',
  'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
  'a=sctp-port:5000',
  '',
].join('\r\n');

const lines = withHints(sdp).split('\r\n');

test('speech is mended and silence costs nothing; what is there already is not said twice', () => {
  expect(lines).toContain('a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1');
});

test('each codec of pictures begins sharp, whether or not it had parameters', () => {
  expect(lines).toContain('a=fmtp:96 x-google-start-bitrate=1000');
  expect(lines).toContain('a=fmtp:98 profile-level-id=42e01f;x-google-start-bitrate=1000');
});

test('nothing else changes, and nothing is added twice', () => {
  const changed = lines.filter((line) => !sdp.split('\r\n').includes(line));
  expect(changed).toHaveLength(3);
  expect(withHints(withHints(sdp))).toBe(withHints(sdp));
  expect(withHints('v=0 nonsense')).toBe('v=0 nonsense');
});
