import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/**
 * People sit in the middle of their pictures: much may be cut off at the sides, as when a laptop's camera is seen
 * on an upright phone. Above and below is their head; beyond this, bars cost less.
 */
const MAX_SIDE_CROP = 4;
const MAX_HEIGHT_CROP = 1.8;

interface PictureFit {
  readonly fit: 'cover' | 'contain';
  readonly hasPicture: boolean;
}

const NONE: PictureFit = { fit: 'cover', hasPicture: false };

/** How the picture of a video fits its element, followed as either turns or is resized. */
export function usePictureFit(ref: RefObject<HTMLVideoElement | null>): PictureFit {
  const [state, setState] = useState<PictureFit>(NONE);
  useEffect(() => {
    const video = ref.current;
    if (!video) return;
    const update = () => setState(measure(video));
    const events = ['resize', 'loadeddata', 'emptied'] as const;
    for (const event of events) video.addEventListener(event, update);
    const observer = new ResizeObserver(update);
    observer.observe(video);
    return () => {
      for (const event of events) video.removeEventListener(event, update);
      observer.disconnect();
    };
  }, [ref]);
  return state;
}

function measure(video: HTMLVideoElement): PictureFit {
  const { videoWidth, videoHeight, clientWidth, clientHeight } = video;
  if (videoWidth === 0 || clientHeight === 0) return NONE;
  const ratio = videoWidth / videoHeight / (clientWidth / clientHeight);
  const isClose = ratio < MAX_SIDE_CROP && ratio > 1 / MAX_HEIGHT_CROP;
  return { fit: isClose ? 'cover' : 'contain', hasPicture: true };
}
