import type { PeerConnection, Track } from 'node-datachannel';
import type { Rtc } from './rtc.ts';
import type { Section } from './sections.ts';

/** Says in the answer that nothing is taken of a section. What it returns has to be kept. */
export function refuseMedia(rtc: Rtc, connection: PeerConnection, section: Section): Track | null {
  const { kind, mid, formats } = section;
  const type = formats[0]?.payloadType ?? 96;
  if (kind === 'video') {
    const video = new rtc.Video(mid, 'Inactive');
    video.addVP8Codec(type);
    return connection.addTrack(video);
  }
  if (kind !== 'audio') return null;
  const audio = new rtc.Audio(mid, 'Inactive');
  audio.addOpusCodec(type);
  return connection.addTrack(audio);
}
