import { DeviceProblem } from '../device-problem.ts';
import type { Given } from '../given.ts';
import { readSource, type Source } from './source.ts';

/** What a camera sends, and how. */
export interface CameraOptions {
  readonly source: Source;
  readonly codec: 'h264' | 'vp8';
  readonly size: PictureSize;
  readonly bitsPerSecond: number;
  readonly hasAudio: boolean;
  /** Pictures over a data channel, as devices of the direct family send them. */
  readonly isDatachannel: boolean;
}

/** In pixels, and pictures a second. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
}

/** Below it a number without a unit is meant as kilobits, as scripts of the rooms family have it. */
const LEAST_BITS = 20_000;
/** Of H.264 as fast as it is encoded here: sharp at rest, and not blurred in motion. */
const BITS_A_PIXEL = 0.12;

export function readCameraOptions(given: Given): CameraOptions {
  const size = {
    width: readEven(given, 'width', 640),
    height: readEven(given, 'height', 480),
    fps: readNumber(given, 'fps', 30, [1, 120]),
  };
  return {
    size,
    source: readSource(given),
    codec: readCodec(given.get('codec')),
    bitsPerSecond: readBits(given.get('bitrate')) ?? usualBits(size),
    hasAudio: given.has('audio'),
    isDatachannel: given.has('datachannel'),
  };
}

function readCodec(text = 'h264'): CameraOptions['codec'] {
  const codec = text.toLowerCase().replace('.', '');
  if (codec === 'h264' || codec === 'vp8') return codec;
  throw new DeviceProblem(`"${text}" is no codec that it sends: h264 and vp8 are.`);
}

type Range = readonly [least: number, most: number];

function readNumber(given: Given, name: string, fallback: number, [least, most]: Range): number {
  const text = given.get(name) ?? String(fallback);
  const number = Number(text);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new DeviceProblem(`--${name} is "${text}"; it is a number from ${least} to ${most}.`);
}

/** Colours have half the pixels of the picture. */
function readEven(given: Given, name: string, fallback: number): number {
  return readNumber(given, name, fallback, [16, 4096]) & ~1;
}

function readBits(text: string | undefined): number | null {
  if (text === undefined) return null;
  const [, number = '', unit = ''] =
    /^(\d+(?:\.\d+)?)\s*([km]?)(?:bit\/s|bps|b)?$/i.exec(text) ?? [];
  const factor = { k: 1_000, m: 1_000_000 }[unit.toLowerCase()] ?? 1;
  const bits = Number(number) * factor;
  if (!(bits > 0)) throw new DeviceProblem(`--bitrate is "${text}"; it is like 1500k or 2M.`);
  return unit === '' && bits < LEAST_BITS ? bits * 1_000 : bits;
}

function usualBits({ width, height, fps }: PictureSize): number {
  return Math.round(width * height * fps * BITS_A_PIXEL);
}
