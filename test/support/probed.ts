import { spawnSync } from 'node:child_process';
import { findFfprobe } from './programs.ts';

/** What ffprobe and ffmpeg find in a file. */
export interface Probed {
  readonly seconds: number;
  readonly startSeconds: number;
  readonly codecs: readonly string[];
  /** Of the first picture: whether it needs no earlier one, and when it is shown. */
  readonly firstPicture: { readonly isKey: boolean; readonly atSeconds: number };
  /** Those that need no other one: when they are shown. */
  readonly wholeSeconds: readonly number[];
  readonly pictures: number;
  /** What is wrong with it, when it is decoded whole. */
  readonly errors: string;
}

interface Found {
  readonly format: { readonly duration: string; readonly start_time: string };
  readonly streams: readonly { readonly codec_name: string }[];
  readonly packets: readonly { readonly pts_time: string; readonly flags: string }[];
}

export function probe(path: string): Probed {
  const { format, streams } = ask(path, ['-show_format', '-show_streams']);
  const { packets } = ask(path, ['-select_streams', 'v:0', '-show_packets']);
  const [first] = packets;
  return {
    seconds: Number(format.duration),
    startSeconds: Number(format.start_time),
    codecs: streams.map(({ codec_name: name }) => name),
    firstPicture: {
      isKey: first?.flags.includes('K') ?? false,
      atSeconds: Number(first?.pts_time),
    },
    wholeSeconds: packets
      .filter(({ flags }) => flags.includes('K'))
      .map(({ pts_time: time }) => Number(time)),
    pictures: packets.length,
    errors: decode(path),
  };
}

function ask(path: string, args: readonly string[]): Found {
  const { stdout } = spawnSync(
    findFfprobe() ?? 'ffprobe',
    ['-v', 'error', '-of', 'json', ...args, path],
    { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  );
  return JSON.parse(stdout) as Found;
}

function decode(path: string): string {
  // At the times of its own, which no rate of frames has to fit.
  const args = ['-v', 'error', '-i', path, '-vsync', 'passthrough', '-enc_time_base', '-1'];
  return spawnSync('ffmpeg', [...args, '-f', 'null', '-'], { encoding: 'utf8' }).stderr;
}
