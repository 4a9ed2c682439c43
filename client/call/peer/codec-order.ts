/** As browsers list them (W3C webrtc-pc, RTCRtpCodec). */
export interface Codec {
  readonly mimeType: string;
  readonly clockRate: number;
  readonly channels?: number;
  readonly sdpFmtpLine?: string;
}

/** What a browser can do. */
export interface Codecs {
  readonly audio: readonly Codec[];
  readonly video: readonly Codec[];
  /** Names of those for pictures that cost it little, as H264 where a chip does it; the best first. */
  readonly cheap: readonly string[];
}

/** Every browser knows it, and does it in software at a fair price. What is offered before it is cheap for who offers. */
const PLAIN = 'VP8';

/**
 * For pictures. `offer` is the description of the other side, where it made one: then what is cheap for both comes first.
 * Without one, what is cheap here does, and the answer picks of it.
 */
export function orderVideo({ video, cheap }: Codecs, offer: string | null): readonly Codec[] {
  const theirs = offer === null ? cheap : cheapIn(offer);
  const first = cheap.filter((name) => theirs.includes(name));
  return inOrder(video, [...first, PLAIN]);
}

/** For sound: each packet carries the one before it too, where both sides can (RED, RFC 2198). */
export function orderAudio({ audio }: Codecs): readonly Codec[] {
  return inOrder(audio, ['red', 'opus']);
}

/** The named ones first, and the others as they were. */
function inOrder(all: readonly Codec[], names: readonly string[]): readonly Codec[] {
  const rank = ({ mimeType }: Codec): number => {
    const index = names.indexOf(nameOf(mimeType));
    return index === -1 ? names.length : index;
  };
  return [...all].sort((one, other) => rank(one) - rank(other));
}

/** By the order of the payload types of its section (RFC 8866, section 5.14). */
function cheapIn(offer: string): readonly string[] {
  const section = offer.split(/(?=^m=)/m).find((part) => part.startsWith('m=video ')) ?? '';
  const [, types = ''] = /^m=video \S+ \S+ (.*)/.exec(section) ?? [];
  const names = new Map(
    Array.from(section.matchAll(/^a=rtpmap:(\d+) ([^/]+)/gm), ([, type, name]) => [type, name]),
  );
  const ordered = types
    .trim()
    .split(' ')
    .flatMap((type) => names.get(type) ?? []);
  const plain = ordered.indexOf(PLAIN);
  return plain === -1 ? [] : ordered.slice(0, plain);
}

const nameOf = (mimeType: string) => mimeType.slice(mimeType.indexOf('/') + 1);
