/** How much a person wants to spend on the picture. The sound always has what it needs. */
export const qualityLevels = ['auto', 'high', 'medium', 'low', 'audio-only'] as const;
export type QualityLevel = (typeof qualityLevels)[number];

export interface Quality {
  readonly level: QualityLevel;
  /** A cap on what is sent for the picture, in kbit/s; null for none beyond that of the level. */
  readonly maxKbps: number | null;
}

export const autoQuality: Quality = { level: 'auto', maxKbps: null };

type Encoding = Pick<
  RTCRtpEncodingParameters,
  'maxBitrate' | 'maxFramerate' | 'scaleResolutionDownBy' | 'priority' | 'networkPriority'
>;

/** W3C webrtc-extensions, section 9: what the compiler's library doesn't know yet. */
interface CodecEncoding extends RTCRtpEncodingParameters {
  codec?: RTCRtpCodec;
}

/** Of a camera at 1280 by 720: `medium` is 640 by 360, `low` 320 by 180. */
const encodings: Record<QualityLevel, Encoding> = {
  auto: {},
  high: { maxBitrate: 3_000_000 },
  medium: { maxBitrate: 700_000, scaleResolutionDownBy: 2 },
  low: { maxBitrate: 200_000, scaleResolutionDownBy: 4, maxFramerate: 15 },
  'audio-only': {},
};

/** Where the way is narrow, words go before pictures. */
export const soundEncoding: Encoding = { priority: 'high', networkPriority: 'high' };

/** The first pictures are no longer than this, on their longer side. */
const FIRST_PX = 640;

/**
 * By how much the first pictures of a camera are made smaller: so they are there sooner, and browsers throw away larger
 * ones until they know that the way carries them.
 */
export function firstScale(camera: MediaStreamTrack | null): number {
  const { width = 0, height = 0 } = camera?.getSettings() ?? {};
  return Math.max(1, Math.max(width, height) / FIRST_PX);
}

/**
 * What a sender of pictures is set to, which never sends larger ones than the camera's divided by `leastScale`. A screen
 * keeps its resolution: it would be of no use without.
 */
export function encodingFor(
  { level, maxKbps }: Quality,
  isScreen: boolean,
  leastScale: number,
): Encoding {
  const encoding = encodings[level];
  const caps = [encoding.maxBitrate, maxKbps === null ? undefined : maxKbps * 1000];
  const maxBitrate = Math.min(...caps.map((cap) => cap ?? Number.POSITIVE_INFINITY));
  const { scaleResolutionDownBy = 1, maxFramerate } = encoding;
  return {
    scaleResolutionDownBy: isScreen ? 1 : Math.max(scaleResolutionDownBy, leastScale),
    ...(Number.isFinite(maxBitrate) && { maxBitrate }),
    ...(maxFramerate !== undefined && { maxFramerate }),
  };
}

/**
 * Sets a sender to it; what was set before and is no cap any more goes. `mimeType` is the codec to send with where both
 * sides know it; null leaves that to the order of the other side's description. `preference` is what is kept where not all
 * of a picture can be. Browsers that can't choose pass over either.
 */
export async function applyEncoding(
  sender: RTCRtpSender,
  encoding: Encoding,
  mimeType: string | null,
  preference?: RTCDegradationPreference,
): Promise<void> {
  const parameters = sender.getParameters();
  const codec = parameters.codecs?.find((one) => one.mimeType === mimeType);
  // Not negotiated yet: there is nothing to set.
  if (!parameters.encodings?.length) return;
  const before = JSON.stringify(parameters);
  Object.assign(parameters, { degradationPreference: preference });
  for (const one of parameters.encodings as CodecEncoding[]) {
    Object.assign(one, { maxBitrate: undefined, maxFramerate: undefined }, encoding);
    if (codec && one.codec?.mimeType !== codec.mimeType) one.codec = codec;
  }
  if (JSON.stringify(parameters) !== before) await sender.setParameters(parameters);
}
