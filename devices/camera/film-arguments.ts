import type { CameraOptions } from './camera-options.ts';
import type { Encoder } from './encoders.ts';
import { filtersOf, inputOf, soundOf } from './source.ts';

export const VIDEO_TYPE = 96;
export const AUDIO_TYPE = 111;

/** A whole picture so often: what somebody who has lost one waits for at most. */
const WHOLE_EVERY_S = 1;
/** With what WebRTC puts around them packets fit through any network. */
const PACKET_BYTES = 1_200;
/**
 * Next to nothing of each picture, so that ffmpeg ends when nobody reads it any more. Not fewer: sound would wait for them.
 */
const PULSE = ['-vf', 'scale=16:16:flags=neighbor,format=gray', '-f', 'rawvideo', 'pipe:1'];
const QUIET = ['-hide_banner', '-nostdin', '-v', 'error'];

/** Where the packets go on this machine, and the number by which a stream of them is known. */
export interface RtpTarget {
  readonly port: number;
  readonly ssrc: number;
}

interface FilmTargets {
  readonly video: RtpTarget;
  readonly audio: RtpTarget;
}

/** One process, one encoder: sound and pictures as RTP to this machine, and a pulse to its output. */
export function filmArguments(
  options: CameraOptions,
  encoder: Encoder,
  { video, audio }: FilmTargets,
): readonly string[] {
  const { source, size, bitsPerSecond: bits, hasAudio } = options;
  const [filters, rate] = [filtersOf(source, size), `${size.fps}`];
  return [
    ...QUIET,
    ...encoder.before,
    ...inputOf(source, size, hasAudio),
    ...['-map', '0:v:0', '-vf', `${filters},${encoder.filter}`, ...rateOf(options)],
    ...['-c:v', encoder.name, ...encoder.output],
    ...['-b:v', `${bits}`, '-maxrate', `${bits}`, '-bufsize', `${Math.round(bits / 2)}`],
    ...['-g', rate, '-force_key_frames', `expr:gte(t,n_forced*${WHOLE_EVERY_S})`],
    ...toRtp(video, VIDEO_TYPE),
    ...(hasAudio
      ? [
          ...[
            '-map',
            soundOf(source),
            '-c:a',
            'libopus',
            '-b:a',
            '64k',
            '-ac',
            '2',
            '-ar',
            '48000',
          ],
          ...['-application', 'lowdelay', ...toRtp(audio, AUDIO_TYPE)],
        ]
      : []),
    ...['-map', '0:v:0', ...PULSE],
  ];
}

/** JPEG pictures, one after the other, to its output. */
export function pictureArguments(options: CameraOptions): readonly string[] {
  const { source, size } = options;
  return [
    ...QUIET,
    ...inputOf(source, size, false),
    ...['-map', '0:v:0', '-vf', filtersOf(source, size), ...rateOf(options)],
    ...['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-q:v', '6', '-f', 'mjpeg', 'pipe:1'],
  ];
}

/** Cameras and test pictures have the rate that was asked for. */
function rateOf({ source: { kind }, size }: CameraOptions): readonly string[] {
  return kind === 'test' || kind === 'camera' ? [] : ['-r', `${size.fps}`];
}

function toRtp({ port, ssrc }: RtpTarget, payloadType: number): readonly string[] {
  const address = `rtp://127.0.0.1:${port}?rtcpport=${port}&pkt_size=${PACKET_BYTES}`;
  // ffmpeg reads the number with a sign.
  return ['-ssrc', `${ssrc | 0}`, '-payload_type', `${payloadType}`, '-f', 'rtp', address];
}
