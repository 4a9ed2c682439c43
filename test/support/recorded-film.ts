import { spawnSync } from 'node:child_process';

const WIDTH = 320;
const HEIGHT = 180;
const FRAMES_A_SECOND = 5;
const SAMPLES_A_SECOND = 16_000;
/** As long as a short beep. */
const WINDOW = SAMPLES_A_SECOND / 10;

/** Of red, green and blue, 0 to 255 each. */
export type Colour = readonly [red: number, green: number, blue: number];

/** In shares of the width and the height, from the top left. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A film as it is seen and heard: decoded whole, small, some pictures a second. */
export interface RecordedFilm {
  readonly seconds: number;
  /** How much the area changes from one picture to the next, at most: of 255, between two moments. */
  movement(area: Area, fromSeconds: number, toSeconds: number): number;
  /** The share of the picture at that moment that has about this colour. */
  share(colour: Colour, atSeconds: number): number;
  /** The loudest tenth of a second of a tone, as an amplitude of 0 to 1. */
  loudness(hertz: number, fromSeconds: number, toSeconds: number): number;
}

export function readFilm(path: string): RecordedFilm {
  const pictures = decodePictures(path);
  const sound = decodeSound(path);
  return {
    seconds: pictures.length / FRAMES_A_SECOND,
    movement(area, from, to) {
      const seen = pictures.slice(from * FRAMES_A_SECOND, to * FRAMES_A_SECOND);
      return Math.max(0, ...seen.slice(1).map((now, at) => difference(seen[at] ?? now, now, area)));
    },
    share(colour, at) {
      const picture = pictures[Math.floor(at * FRAMES_A_SECOND)];
      return picture ? shareOf(colour, picture) : 0;
    },
    loudness(hertz, from, to) {
      const heard = sound.subarray(from * SAMPLES_A_SECOND, to * SAMPLES_A_SECOND);
      const windows = Array.from({ length: Math.floor(heard.length / WINDOW) }, (_, at) =>
        heard.subarray(at * WINDOW, (at + 1) * WINDOW),
      );
      return Math.max(0, ...windows.map((window) => amplitude(hertz, window)));
    },
  };
}

function decodePictures(path: string): Buffer[] {
  const filter = `fps=${FRAMES_A_SECOND},scale=${WIDTH}:${HEIGHT}`;
  const bytes = decode(path, ['-vf', filter, '-f', 'rawvideo', '-pix_fmt', 'rgb24']);
  const size = WIDTH * HEIGHT * 3;
  return Array.from({ length: bytes.length / size }, (_, at) =>
    bytes.subarray(at * size, (at + 1) * size),
  );
}

function decodeSound(path: string): Float32Array {
  const bytes = decode(path, ['-vn', '-ac', '1', '-ar', `${SAMPLES_A_SECOND}`, '-f', 'f32le']);
  return new Float32Array(Uint8Array.from(bytes).buffer);
}

function decode(path: string, args: readonly string[]): Buffer {
  const all = ['-v', 'error', '-i', path, ...args, '-'];
  const { stdout, stderr } = spawnSync('ffmpeg', all, { maxBuffer: 1024 * 1024 * 1024 });
  if (stdout.length === 0) throw new Error(`nothing could be decoded of ${path}: ${stderr}`);
  return stdout;
}

function difference(before: Buffer, now: Buffer, { left, top, right, bottom }: Area): number {
  let sum = 0;
  let count = 0;
  for (let y = Math.ceil(top * HEIGHT); y < bottom * HEIGHT; y++) {
    for (let x = Math.ceil(left * WIDTH); x < right * WIDTH; x++, count++) {
      const at = (y * WIDTH + x) * 3;
      sum += Math.abs((before[at + 1] ?? 0) - (now[at + 1] ?? 0));
    }
  }
  return sum / count;
}

/** Video keeps colours only roughly. */
function shareOf(colour: Colour, picture: Buffer): number {
  let count = 0;
  for (let at = 0; at < picture.length; at += 3) {
    const isAlike = colour.every((part, index) => Math.abs(part - (picture[at + index] ?? 0)) < 60);
    if (isAlike) count++;
  }
  return count / (WIDTH * HEIGHT);
}

/** Of one frequency alone: Goertzel's algorithm. */
function amplitude(hertz: number, samples: Float32Array): number {
  const factor = 2 * Math.cos((2 * Math.PI * hertz) / SAMPLES_A_SECOND);
  let [last, before] = [0, 0];
  for (const sample of samples) [last, before] = [sample + factor * last - before, last];
  const power = last ** 2 + before ** 2 - factor * last * before;
  return (2 * Math.sqrt(Math.max(0, power))) / samples.length;
}
