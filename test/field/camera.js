import { createRequire } from 'node:module';

const { RTCVideoSource } = createRequire(import.meta.url)('@roamhq/wrtc').nonstandard;
const [WIDTH, HEIGHT] = [160, 120];
const EVERY_MS = 33;

/** A grey picture that changes its brightness. */
export function createCamera() {
  const source = new RTCVideoSource();
  let count = 0;
  const timer = setInterval(() => {
    count += 1;
    const data = new Uint8ClampedArray((WIDTH * HEIGHT * 3) / 2).fill(64 + ((count * 8) % 128));
    source.onFrame({ width: WIDTH, height: HEIGHT, data });
  }, EVERY_MS);
  return { track: source.createTrack(), stop: () => clearInterval(timer) };
}
