import type { PeerConnection, Track } from 'node-datachannel';
import type { Rtc } from './rtc.ts';
import type { Section } from './sections.ts';

/** Where a section names no format. */
const UNKNOWN: Readonly<Record<string, number>> = { audio: 111, video: 96 };

/** Says that nothing is sent in a section, and nothing taken of it. What it returns has to be kept. */
export function refuseMedia(
  rtc: Rtc,
  connection: PeerConnection,
  { kind, mid, formats }: Pick<Section, 'kind' | 'mid' | 'formats'>,
): Track | null {
  const type = formats[0]?.payloadType ?? UNKNOWN[kind] ?? 96;
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
