import { extname } from 'node:path';
import type { Codec, Stream, VideoCodec } from '../codecs.ts';
import { videoCodecs } from '../codecs.ts';
import { DeviceProblem } from '../device-problem.ts';

/** A kind of file, as its extension has it. */
export const containers = ['mp4', 'webm', 'mkv'] as const;
export type Container = (typeof containers)[number];

/** What others can play from it. */
const holds: Readonly<Record<Container, readonly Codec[]>> = {
  mp4: ['H264', 'VP9', 'OPUS'],
  webm: ['VP8', 'VP9', 'OPUS'],
  mkv: ['H264', 'VP8', 'VP9', 'OPUS'],
};

/** As ffmpeg calls them. */
export const formats: Readonly<Record<Container, string>> = {
  mp4: 'mp4',
  webm: 'webm',
  mkv: 'matroska',
};

/** The kind of file that a name asks for. */
export function readContainer(path: string): Container {
  const extension = extname(path).slice(1).toLowerCase();
  const container = containers.find((one) => one === extension);
  if (container) return container;
  throw new DeviceProblem(
    `--record is "${path}"; it is a file like talk.mp4, talk.webm or talk.mkv.`,
  );
}

/** The one that was asked for, where it holds what is sent; else one that does. */
export function chooseContainer(wanted: Container, streams: readonly Stream[]): Container {
  const fits = (container: Container) =>
    streams.every(({ codec }) => holds[container].includes(codec));
  return [wanted, ...containers].find(fits) ?? 'mkv';
}

/** What it does not hold. */
export function misfitsOf(container: Container, streams: readonly Stream[]): readonly Codec[] {
  return streams.map(({ codec }) => codec).filter((codec) => !holds[container].includes(codec));
}

/** In the order in which they are asked for: what fits comes first. */
export function orderFor(container: Container | null): readonly VideoCodec[] {
  if (container === null) return videoCodecs;
  const fitting = videoCodecs.filter((codec) => holds[container].includes(codec));
  return [...fitting, ...videoCodecs.filter((codec) => !fitting.includes(codec))];
}
