import { writeFile } from 'node:fs/promises';

const [WIDTH, HEIGHT, FRAMES] = [160, 120, 30];

/** A picture that costs next to nothing to send, so that many calls fit on a small machine at the same time. */
export async function writeSmallCamera(path: string): Promise<void> {
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F30:1 Ip A1:1 C420jpeg\n`);
  const frames = Array.from({ length: FRAMES }, (_, index) => [
    Buffer.from('FRAME\n'),
    frame(index),
  ]);
  await writeFile(path, Buffer.concat([header, ...frames.flat()]));
}

/** Grey stripes that wander. */
function frame(index: number): Buffer {
  const light = Array.from(
    { length: WIDTH * HEIGHT },
    (_, at) => ((at % WIDTH) * 2 + index * 8) % 256,
  );
  return Buffer.concat([Buffer.from(light), Buffer.alloc((WIDTH * HEIGHT) / 2, 128)]);
}
