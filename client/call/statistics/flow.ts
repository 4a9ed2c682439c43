import type { Stat, Stats } from './stats.ts';

/** Sound and picture in one direction. Null is what is not known, or not there. */
export interface Flow {
  /** Bits a second, without headers. */
  readonly bitrate: number | null;
  /** The share of the packets that did not arrive: 0 to 1. */
  readonly lost: number | null;
  /** Null while no picture moves. */
  readonly picture: Picture | null;
  readonly sound: Sound | null;
}

export interface Picture {
  /** Like `VP9`. */
  readonly codec: string | null;
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
}

export interface Sound {
  readonly codec: string;
  /** Hertz. */
  readonly clockRate: number | null;
}

/** One stream then and now. */
interface Stream {
  readonly before: Stat | undefined;
  readonly now: Stat;
  readonly seconds: number;
}

type Counter = 'bytesReceived' | 'bytesSent' | 'packetsReceived' | 'packetsSent' | 'packetsLost';
type FrameCounter = 'framesDecoded' | 'framesSent';
type Delay = 'totalProcessingDelay';

export function receivingFlow(before: Stats | null, now: Stats): Flow {
  const streams = streamsOf('inbound-rtp', before, now);
  return {
    bitrate: bitrateOf(streams, 'bytesReceived'),
    lost: lostReceiving(streams),
    picture: pictureOf(streams, 'framesDecoded', now),
    sound: soundOf(streams, now),
  };
}

export function sendingFlow(before: Stats | null, now: Stats): Flow {
  const streams = streamsOf('outbound-rtp', before, now);
  return {
    bitrate: bitrateOf(streams, 'bytesSent'),
    lost: lostSending(streams, now),
    picture: pictureOf(streams, 'framesSent', now),
    sound: soundOf(streams, now),
  };
}

function streamsOf(type: string, before: Stats | null, now: Stats): readonly Stream[] {
  const stats = [...now.values()].filter((stat) => stat.type === type);
  return stats.map((stat) => {
    const earlier = before?.get(stat.id);
    return { now: stat, before: earlier, seconds: secondsBetween(earlier, stat) };
  });
}

function secondsBetween(before: Stat | undefined, now: Stat): number {
  return before ? (now.timestamp - before.timestamp) / 1000 : 0;
}

/** Null where it is not known, and where the counter began anew. */
function growth({ before, now }: Stream, counter: Counter | FrameCounter | Delay): number | null {
  const [from, to] = [before?.[counter], now[counter]];
  return from === undefined || to === undefined || to < from ? null : to - from;
}

/** Null where nothing is known. */
function sum(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
}

function bitrateOf(streams: readonly Stream[], counter: Counter): number | null {
  return sum(
    streams.map((stream) => {
      const bytes = growth(stream, counter);
      return bytes === null || stream.seconds <= 0 ? null : (bytes * 8) / stream.seconds;
    }),
  );
}

/** Late packets were counted as lost and are taken back: the count may also fall. */
function lostReceiving(streams: readonly Stream[]): number | null {
  const received = sum(streams.map((stream) => growth(stream, 'packetsReceived')));
  const lost = sum(streams.map((stream) => growth(stream, 'packetsLost') ?? 0)) ?? 0;
  if (received === null) return null;
  return received + lost === 0 ? null : lost / (received + lost);
}

/** As the other side reports it, each stream by the weight of its packets. */
function lostSending(streams: readonly Stream[], stats: Stats): number | null {
  const reports = [...stats.values()].filter(({ type }) => type === 'remote-inbound-rtp');
  const weighed = streams.map((stream) => {
    const share = reports.find(({ localId }) => localId === stream.now.id)?.fractionLost;
    const sent = growth(stream, 'packetsSent');
    return share === undefined || sent === null ? null : { sent, lost: share * sent };
  });
  const known = weighed.filter((one) => one !== null);
  const sent = sum(known.map((one) => one.sent)) ?? 0;
  const lost = sum(known.map((one) => one.lost)) ?? 0;
  return sent === 0 ? null : lost / sent;
}

/** Milliseconds that a picture spends here, waiting for its turn and being decoded. Null where none came. */
export function pictureDelay(before: Stats | null, now: Stats): number | null {
  const streams = streamsOf('inbound-rtp', before, now);
  const frames = sum(streams.map((stream) => growth(stream, 'framesDecoded')));
  const seconds = sum(streams.map((stream) => growth(stream, 'totalProcessingDelay')));
  return !frames || seconds === null ? null : (seconds / frames) * 1000;
}

/** The largest that moves: one camera may be sent in several sizes. */
function pictureOf(streams: readonly Stream[], frames: FrameCounter, stats: Stats): Picture | null {
  const pictures = streams.flatMap((stream): Picture[] => {
    const { frameWidth: width = 0, frameHeight: height = 0 } = stream.now;
    const framesPerSecond = frameRateOf(stream, frames);
    if (width * height === 0 || framesPerSecond === 0) return [];
    return [{ codec: codecOf(stream.now, stats)?.name ?? null, width, height, framesPerSecond }];
  });
  return pictures.sort((a, b) => b.width * b.height - a.width * a.height)[0] ?? null;
}

/** Counted by ourselves: what browsers say of it lingers on when the camera is off. */
function frameRateOf(stream: Stream, counter: FrameCounter): number {
  const frames = growth(stream, counter);
  if (frames !== null && stream.seconds > 0) return frames / stream.seconds;
  return stream.now.framesPerSecond ?? 0;
}

function soundOf(streams: readonly Stream[], stats: Stats): Sound | null {
  const stream = streams.find(({ now }) => now.kind === 'audio');
  const codec = stream && codecOf(stream.now, stats);
  return codec ? { codec: codec.name, clockRate: codec.clockRate } : null;
}

function codecOf({ codecId = '' }: Stat, stats: Stats) {
  const { mimeType, clockRate = null } = stats.get(codecId) ?? {};
  const name = mimeType?.split('/')[1];
  // What RED carries twice is Opus (RFC 2198).
  return name ? { name: name === 'red' ? 'opus' : name, clockRate } : null;
}
