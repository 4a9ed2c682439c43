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
  'maxBitrate' | 'maxFramerate' | 'scaleResolutionDownBy'
>;

/** Of a camera at 1280 by 720: `medium` is 640 by 360, `low` 320 by 180. */
const encodings: Record<QualityLevel, Encoding> = {
  auto: {},
  high: { maxBitrate: 3_000_000 },
  medium: { maxBitrate: 700_000, scaleResolutionDownBy: 2 },
  low: { maxBitrate: 200_000, scaleResolutionDownBy: 4, maxFramerate: 15 },
  'audio-only': {},
};

/** What a sender of pictures is set to. A screen keeps its resolution: it would be of no use without. */
export function encodingFor({ level, maxKbps }: Quality, isScreen: boolean): Encoding {
  const encoding = encodings[level];
  const caps = [encoding.maxBitrate, maxKbps === null ? undefined : maxKbps * 1000];
  const maxBitrate = Math.min(...caps.map((cap) => cap ?? Number.POSITIVE_INFINITY));
  const { scaleResolutionDownBy = 1, maxFramerate } = encoding;
  return {
    scaleResolutionDownBy: isScreen ? 1 : scaleResolutionDownBy,
    ...(Number.isFinite(maxBitrate) && { maxBitrate }),
    ...(maxFramerate !== undefined && { maxFramerate }),
  };
}

/** Sets a sender to it; what was set before and is no cap any more goes. */
export async function applyEncoding(sender: RTCRtpSender, encoding: Encoding): Promise<void> {
  const parameters = sender.getParameters();
  // Not negotiated yet: there is nothing to set.
  if (!parameters.encodings?.length) return;
  let hasChanged = false;
  for (const one of parameters.encodings) {
    hasChanged ||= !isSame(one, encoding);
    delete one.maxBitrate;
    delete one.maxFramerate;
    Object.assign(one, encoding);
  }
  if (hasChanged) await sender.setParameters(parameters);
}

function isSame(one: RTCRtpEncodingParameters, other: Encoding): boolean {
  return (
    one.maxBitrate === other.maxBitrate &&
    one.maxFramerate === other.maxFramerate &&
    (one.scaleResolutionDownBy ?? 1) === (other.scaleResolutionDownBy ?? 1)
  );
}
