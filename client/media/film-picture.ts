/** What is seen of a call at one moment. */
export interface FilmPictures {
  readonly large: HTMLVideoElement | null;
  readonly small: HTMLVideoElement | null;
  /** The large one is a screen. */
  readonly isScreen: boolean;
}

interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const FILM_SIZE = { width: 1280, height: 720 };
const WHOLE: Frame = { x: 0, y: 0, ...FILM_SIZE };
/** In a corner of a person's picture, or beside a screen, of which it covers nothing. */
const SMALL = { width: 256, margin: 24 };
const BESIDE = { width: 208, margin: 16 };

/** The large one whole, and the other one small. */
export function drawFilm(
  pen: CanvasRenderingContext2D,
  { large, small, isScreen }: FilmPictures,
): void {
  const { width, margin } = isScreen ? BESIDE : SMALL;
  pen.fillStyle = '#111315';
  pen.fillRect(0, 0, FILM_SIZE.width, FILM_SIZE.height);
  const isBeside = isScreen && hasPicture(small);
  if (hasPicture(large)) {
    drawInto(pen, large, isBeside ? { ...WHOLE, width: WHOLE.width - width - 2 * margin } : WHOLE);
  }
  if (!hasPicture(small)) return;
  const height = (width * small.videoHeight) / small.videoWidth;
  const [x, y] = [FILM_SIZE.width - width - margin, FILM_SIZE.height - height - margin];
  drawInto(pen, small, { x, y, width, height });
}

function hasPicture(video: HTMLVideoElement | null): video is HTMLVideoElement {
  return video !== null && video.videoWidth > 0 && video.videoHeight > 0;
}

/** Whole, in the middle of the frame. */
function drawInto(pen: CanvasRenderingContext2D, video: HTMLVideoElement, frame: Frame): void {
  const { videoWidth, videoHeight } = video;
  const scale = Math.min(frame.width / videoWidth, frame.height / videoHeight);
  const [width, height] = [videoWidth * scale, videoHeight * scale];
  const x = frame.x + (frame.width - width) / 2;
  pen.drawImage(video, x, frame.y + (frame.height - height) / 2, width, height);
}
