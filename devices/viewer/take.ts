import { type Codec, clockRates, type Stream } from '../codecs.ts';
import { writeRtp } from '../rtp.ts';
import { type Frame, secondsOf } from './frames.ts';
import type { Moments } from './moments.ts';
import { writeSenderReport } from './rtcp.ts';
import type { RtspDoor, Showing } from './rtsp-door.ts';

/** Any will do: the player counts from it. */
const BEGIN_S = 1_000_000;
/** Before a number of 31 bits is at its end, which counts from the last report. */
const REPORT_EVERY_S = 60;
const FIRST_TYPE = 96;

const names: Readonly<Record<Codec, string>> = {
  H264: 'video H264/90000',
  VP8: 'video VP8/90000',
  VP9: 'video VP9/90000',
  OPUS: 'audio opus/48000/2',
};

interface Moving {
  readonly stream: Stream;
  readonly index: number;
  /** Its timestamp at the begin of the take; null until its first frame. */
  begin: number | null;
  sequence: number;
  reportedAt: number;
}

interface TakeOptions {
  readonly door: RtspDoor;
  readonly streams: readonly Stream[];
  /** When a frame was taken, in seconds; of all streams by one clock. */
  readonly momentOf: Moments;
}

/** What a program gets of one sender, from a whole picture on, with a clock that begins with it. */
export class Take {
  readonly #options: TakeOptions;
  readonly #moving: readonly Moving[];
  readonly #showing: Showing;
  #begin: number | null = null;
  #seconds = 0;

  constructor(options: TakeOptions) {
    const { door, streams } = options;
    this.#options = options;
    this.#moving = streams.map((stream, index) => {
      return { stream, index, begin: null, sequence: 0, reportedAt: 0 };
    });
    this.#showing = door.offer(describe(streams));
  }

  get address(): string {
    return this.#showing.address;
  }

  /** How long it is by now. */
  get seconds(): number {
    return this.#seconds;
  }

  holds(codec: Codec): boolean {
    return this.#moving.some(({ stream }) => stream.codec === codec);
  }

  /** The first one begins it. */
  show(frame: Frame): void {
    const moving = this.#moving.find(({ stream }) => stream.codec === frame.codec);
    if (!moving) return;
    this.#begin ??= this.#options.momentOf(frame);
    moving.begin ??= this.#beginOf(frame, this.#begin);
    const seconds = secondsOf(frame.codec, frame.timestamp - moving.begin);
    // Sound of before the first picture.
    if (seconds < 0) return;
    this.#seconds = Math.max(this.#seconds, seconds);
    this.#report(moving, frame.timestamp, seconds);
    for (const packet of frame.packets) {
      const [payloadType, ssrc] = [FIRST_TYPE + moving.index, moving.index + 1];
      const sequence = moving.sequence++;
      this.#showing.send(2 * moving.index, writeRtp({ ...packet, payloadType, ssrc, sequence }));
    }
  }

  end(): void {
    this.#showing.end();
  }

  close(): void {
    this.#showing.close();
  }

  #beginOf(frame: Frame, begin: number): number {
    const since = this.#options.momentOf(frame) - begin;
    return frame.timestamp - Math.round(since * clockRates[frame.codec]);
  }

  /** So that the player knows what of one stream belongs to what of another. */
  #report(moving: Moving, timestamp: number, seconds: number): void {
    if (moving.reportedAt !== 0 && seconds - moving.reportedAt < REPORT_EVERY_S) return;
    moving.reportedAt = seconds || Number.MIN_VALUE;
    const report = writeSenderReport(moving.index + 1, BEGIN_S + seconds, timestamp);
    this.#showing.send(2 * moving.index + 1, report);
  }
}

function describe(streams: readonly Stream[]): string {
  const session = ['v=0', 'o=- 0 0 IN IP4 127.0.0.1', 's=-', 'c=IN IP4 127.0.0.1', 't=0 0'];
  const media = streams.flatMap(({ codec, parameters }, index) => {
    const type = FIRST_TYPE + index;
    const [kind, map] = names[codec].split(' ');
    const known = parameters === '' ? [] : [`a=fmtp:${type} ${parameters}`];
    return [
      `m=${kind} 0 RTP/AVP ${type}`,
      `a=rtpmap:${type} ${map}`,
      ...known,
      `a=control:${index}`,
    ];
  });
  return `${[...session, ...media].join('\r\n')}\r\n`;
}
