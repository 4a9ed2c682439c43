import type { PeerSnapshot } from '../../call/state.ts';
import type { PictureCounts } from '../../media/newest-picture.ts';

/** What is known of one picture now. Null is what is not known, or does not apply. */
export interface Figures {
  readonly framesPerSecond: number | null;
  /** Bits a second. */
  readonly bitrate: number | null;
  /** The share that did not arrive: 0 to 1. */
  readonly lost: number | null;
  readonly roundTripMs: number | null;
  /** From its arrival here until it is decoded, or drawn: see `isDrawn`. */
  readonly delayMs: number | null;
  /** Single pictures are followed until they are drawn, a video until it is decoded. */
  readonly isDrawn: boolean;
  /** Single pictures that were not drawn, since a newer one was there. */
  readonly skipped: number | null;
  /** Like `VP8 · 640×480`. */
  readonly format: string | null;
}

/** Single pictures, as they were counted lately. */
export interface PictureRates {
  readonly framesPerSecond: number;
  readonly bitrate: number;
  readonly skipped: number;
  readonly drawnInMs: number | null;
  readonly silentMs: number;
  readonly size: string;
}

export function ratesBetween(
  before: PictureCounts,
  now: PictureCounts,
  { ms, nowMs, size }: { readonly ms: number; readonly nowMs: number; readonly size: string },
): PictureRates {
  const seconds = ms / 1000;
  return {
    framesPerSecond: (now.drawn - before.drawn) / seconds,
    bitrate: ((now.bytes - before.bytes) * 8) / seconds,
    skipped: now.skipped,
    drawnInMs: now.drawnInMs,
    silentMs: nowMs - now.lastAtMs,
    size,
  };
}

export function figuresOf({ sample }: PeerSnapshot, rates: PictureRates | null): Figures {
  const roundTripMs = sample?.roundTripMs ?? null;
  if (rates) {
    const { framesPerSecond, bitrate, skipped, drawnInMs: delayMs, size } = rates;
    return {
      framesPerSecond,
      bitrate,
      // Nothing is lost on a data channel: what is missing is sent again.
      lost: null,
      roundTripMs,
      delayMs,
      isDrawn: true,
      skipped,
      format: `JPEG · ${size}`,
    };
  }
  const { picture = null, bitrate = null, lost = null } = sample?.receiving ?? {};
  return {
    framesPerSecond: picture?.framesPerSecond ?? null,
    bitrate,
    lost,
    roundTripMs,
    delayMs: sample?.pictureDelayMs ?? null,
    isDrawn: false,
    skipped: null,
    format:
      picture && [picture.codec, `${picture.width}×${picture.height}`].filter(Boolean).join(' · '),
  };
}
