import type { Format, Section } from './sections.ts';

/** What is received and recorded as it is. */
export const videoCodecs = ['H264', 'VP8', 'VP9'] as const;
export type VideoCodec = (typeof videoCodecs)[number];
export type Codec = VideoCodec | 'OPUS';

/** One way in which media come in a connection. */
export interface Stream {
  readonly codec: Codec;
  readonly payloadType: number;
  /** As in `a=fmtp`. */
  readonly parameters: string;
}

export const clockRates: Readonly<Record<Codec, number>> = {
  H264: 90_000,
  VP8: 90_000,
  VP9: 90_000,
  OPUS: 48_000,
};

/** The first in this order that the other side has; null where it has none of them. */
export function chooseStream(section: Section, order: readonly Codec[]): Stream | null {
  for (const codec of order) {
    const formats = section.formats.filter((one) => one.codec === codec);
    const format = formats.find(isPlain) ?? formats[0];
    if (format) return { codec, payloadType: format.payloadType, parameters: format.parameters };
  }
  return null;
}

/** H.264 in pieces (RFC 6184, section 6.3) and of the simplest profile, VP9 of eight bits: what every sender can. */
function isPlain({ codec, parameters }: Format): boolean {
  if (codec === 'H264') return /packetization-mode=1/.test(parameters) && /=42/.test(parameters);
  return codec !== 'VP9' || !/profile-id=[1-3]/.test(parameters);
}
