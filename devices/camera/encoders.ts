import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { CameraOptions } from './camera-options.ts';

/** One way to encode: what ffmpeg is told before the input, as a filter, and for the output. */
export interface Encoder {
  readonly name: string;
  readonly before: readonly string[];
  readonly filter: string;
  readonly output: readonly string[];
}

type Codec = CameraOptions['codec'];

const TRIAL_MS = 4_000;
const RENDERER = '/dev/dri/renderD128';

const software: Readonly<Record<Codec, Encoder>> = {
  h264: {
    name: 'libx264',
    before: [],
    filter: 'format=yuv420p',
    output: ['-preset', 'superfast', '-tune', 'zerolatency', '-profile:v', 'baseline'],
  },
  vp8: {
    name: 'libvpx',
    before: [],
    filter: 'format=yuv420p',
    output: [
      ...['-deadline', 'realtime', '-cpu-used', '8', '-lag-in-frames', '0'],
      ...['-error-resilient', '1', '-auto-alt-ref', '0'],
    ],
  },
};

interface Hardware {
  readonly needs: string;
  readonly encoder: Encoder;
}

function renderer(name: string): Hardware {
  const before = ['-vaapi_device', RENDERER];
  const filter = 'format=nv12,hwupload';
  return { needs: RENDERER, encoder: { name, before, filter, output: ['-bf', '0'] } };
}

function memory(name: string): Hardware {
  return {
    needs: '/dev/video11',
    encoder: { name, before: [], filter: 'format=yuv420p', output: ['-bf', '0'] },
  };
}

/** The first that is there and works is used. */
const hardware: Readonly<Record<Codec, readonly Hardware[]>> = {
  h264: [
    {
      needs: '/dev/nvidia0',
      encoder: {
        name: 'h264_nvenc',
        before: [],
        filter: 'format=yuv420p',
        output: ['-preset', 'p1', '-tune', 'ull', '-zerolatency', '1', '-bf', '0'],
      },
    },
    renderer('h264_vaapi'),
    memory('h264_v4l2m2m'),
  ],
  vp8: [renderer('vp8_vaapi')],
};

/** One in hardware where it really encodes here, else the one that works everywhere. */
export async function findEncoder({ codec }: CameraOptions, ffmpeg: string): Promise<Encoder> {
  for (const { needs, encoder } of hardware[codec]) {
    if (existsSync(needs) && (await encodes(encoder, ffmpeg))) return encoder;
  }
  return software[codec];
}

function encodes({ name, before, filter, output }: Encoder, ffmpeg: string): Promise<boolean> {
  const input = ['-f', 'lavfi', '-i', 'color=size=640x480:rate=30', '-frames:v', '3'];
  const args = [...before, ...input, '-vf', filter, '-c:v', name, ...output, '-f', 'null', '-'];
  return new Promise((tried) => {
    const trial = spawn(ffmpeg, ['-v', 'error', ...args], { stdio: 'ignore', timeout: TRIAL_MS });
    trial.once('error', () => tried(false));
    trial.once('exit', (code) => tried(code === 0));
  });
}
