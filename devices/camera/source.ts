import { accessSync, constants } from 'node:fs';
import { DeviceProblem } from '../device-problem.ts';
import type { Given } from '../given.ts';
import type { PictureSize } from './camera-options.ts';
import { clockFilter } from './test-clock.ts';

/** Where pictures come from. */
export type Source =
  | { readonly kind: 'test' }
  | { readonly kind: 'camera'; readonly device: string; readonly microphone: string }
  | { readonly kind: 'screen'; readonly display: string; readonly microphone: string }
  | { readonly kind: 'rtsp'; readonly address: string }
  | { readonly kind: 'file'; readonly path: string };

const FIRST_CAMERA = '/dev/video0';

/** `--source`: a word, a device, an address or a file. In a configuration file `device` or `file` may stand beside the word. */
export function readSource(given: Given): Source {
  const text = given.get('source') ?? 'camera';
  const microphone = given.get('microphone') ?? 'default';
  if (text === 'test') return { kind: 'test' };
  if (text === 'camera')
    return { kind: 'camera', device: given.get('device') ?? FIRST_CAMERA, microphone };
  if (text === 'screen') return { kind: 'screen', display: readDisplay(given), microphone };
  if (text === 'file') return { kind: 'file', path: readPath(given.get('file')) };
  if (/^rtsps?:/.test(text)) return { kind: 'rtsp', address: text };
  if (text.startsWith('/dev/')) return { kind: 'camera', device: text, microphone };
  return { kind: 'file', path: text };
}

function readDisplay(given: Given): string {
  return given.get('display') ?? process.env['DISPLAY'] ?? ':0';
}

function readPath(path: string | undefined): string {
  if (path !== undefined) return path;
  throw new DeviceProblem('Name the file: --source film.mp4');
}

/** What it is called in sentences. */
export function nameOfSource(source: Source): string {
  switch (source.kind) {
    case 'test':
      return 'the test picture';
    case 'camera':
      return `the camera ${source.device}`;
    case 'screen':
      return `the screen ${source.display}`;
    case 'rtsp':
      // What comes before the @ is secret.
      return `the camera at ${hostOf(source.address)}`;
    case 'file':
      return `the file ${source.path}`;
  }
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : 'the address given';
}

/** Null where nothing speaks against opening it: the reason, as it would be told when somebody watches. */
export function whyAbsent(source: Source): string | null {
  const path =
    source.kind === 'camera' ? source.device : source.kind === 'file' ? source.path : null;
  if (path === null) return null;
  try {
    accessSync(path, constants.R_OK);
    return null;
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code !== 'ENOENT';
    return isThere ? mayNotBeRead(source) : isNotThere(source);
  }
}

export function isNotThere(source: Source): string {
  return `There is no such thing as ${nameOfSource(source)}.`;
}

export function mayNotBeRead(source: Source): string {
  const group = source.kind === 'camera' ? '; its user is not in the group "video"' : '';
  return `This program may not read ${nameOfSource(source)}${group}.`;
}

/** What ffmpeg opens, with as little waiting as each kind allows. */
export function inputOf(source: Source, size: PictureSize, hasAudio: boolean): readonly string[] {
  const { width, height, fps } = size;
  const dimensions = ['-framerate', `${fps}`, '-video_size', `${width}x${height}`];
  switch (source.kind) {
    case 'test':
      return [
        ...['-re', '-f', 'lavfi', '-i', `testsrc2=size=${width}x${height}:rate=${fps}`],
        ...(hasAudio ? ['-re', '-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000'] : []),
      ];
    case 'camera':
      return [
        ...[...AT_ONCE, '-f', 'v4l2', ...dimensions, '-i', source.device],
        ...(hasAudio ? microphone(source.microphone) : []),
      ];
    case 'screen':
      return [
        ...[...AT_ONCE, '-f', 'x11grab', '-framerate', `${fps}`, '-i', source.display],
        ...(hasAudio ? microphone(source.microphone) : []),
      ];
    case 'rtsp':
      return ['-rtsp_transport', 'tcp', '-timeout', '8000000', '-i', source.address];
    case 'file':
      return ['-re', '-stream_loop', '-1', '-i', source.path];
  }
}

/** What was read to know the picture is not kept for later. Films need it: a whole picture is among it. */
const AT_ONCE = ['-fflags', 'nobuffer'];

function microphone(device: string): readonly string[] {
  return ['-f', 'alsa', '-i', device];
}

/** Of which input the sound is. */
export function soundOf({ kind }: Source): string {
  return kind === 'file' || kind === 'rtsp' ? '0:a:0' : '1:a:0';
}

/** What is done to each picture before it is encoded. */
export function filtersOf(source: Source, size: PictureSize): string {
  const { width, height } = size;
  const fit = `scale=${width}:${height}:force_original_aspect_ratio=decrease:force_divisible_by=2`;
  return source.kind === 'test' ? clockFilter(width) : fit;
}
