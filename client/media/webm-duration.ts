/**
 * Where a WebM film says how long it is, so that a player shows how far one has come, and lets one go elsewhere. A
 * browser writes the head of a film before it knows that. The elements and their order: RFC 9559; their form: RFC 8794.
 */
export interface DurationPlace {
  /** The beginning of the film, with room for its duration. */
  readonly piece: Uint8Array<ArrayBuffer>;
  /** In bytes from the beginning. */
  readonly position: number;
}

const HEADER = 0x1a45dfa3;
const SEGMENT = 0x18538067;
const INFO = 0x1549a966;
const DURATION = 0x4489;
const DURATION_BYTES = 8;
/** A size of four bytes, whatever it is. */
const SIZE_MARK = 0x10000000;

interface Element {
  readonly id: number;
  readonly begin: number;
  /** Where its data begins, and where it ends. */
  readonly from: number;
  readonly to: number;
}

/** `more`: it can't be said from what there is so far. `none`: another kind of film, or its parts may not be moved. */
export function findDurationPlace(piece: Uint8Array<ArrayBuffer>): DurationPlace | 'more' | 'none' {
  if (piece.length > 0 && piece[0] !== HEADER >>> 24) return 'none';
  const header = elementAt(piece, 0);
  if (!header) return 'more';
  if (header.id !== HEADER) return 'none';
  const segment = elementAt(piece, header.to);
  if (!segment) return 'more';
  if (segment.id !== SEGMENT) return 'none';
  const info = find(piece, segment, INFO);
  return info && info.to <= piece.length ? placeIn(piece, segment, info) : 'more';
}

function placeIn(piece: Uint8Array<ArrayBuffer>, segment: Element, info: Element) {
  const duration = find(piece, info, DURATION);
  // What stands before it may say where the others stand.
  if (!duration) return info.begin === segment.from ? makeRoom(piece, info) : 'none';
  const isLong = duration.to - duration.from === DURATION_BYTES;
  return isLong ? { piece, position: duration.from } : 'none';
}

/** In thousandths of a second, as browsers count in films. */
export function encodeDuration(durationMs: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(DURATION_BYTES);
  new DataView(bytes.buffer).setFloat64(0, durationMs);
  return bytes;
}

function makeRoom(piece: Uint8Array, { begin, from, to }: Element): DurationPlace {
  const duration = [...bytesOf(DURATION, 2), 0x80 + DURATION_BYTES, ...encodeDuration(0)];
  const size = to - from + duration.length;
  const head = [...bytesOf(INFO, 4), ...bytesOf(SIZE_MARK + size, 4), ...piece.subarray(from, to)];
  const made = [piece.subarray(0, begin), head, duration, piece.subarray(to)];
  const position = begin + head.length + duration.length - DURATION_BYTES;
  return { piece: joined(made), position };
}

function joined(parts: readonly ArrayLike<number>[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function bytesOf(value: number, count: number): number[] {
  return Array.from({ length: count }, (_, place) => (value >>> (8 * (count - 1 - place))) & 0xff);
}

function find(piece: Uint8Array, { from, to }: Element, id: number): Element | null {
  for (let at = from; at < to; ) {
    const element = elementAt(piece, at);
    if (!element || element.id === id) return element;
    at = element.to;
  }
  return null;
}

/** Null where its head is not whole. One of unknown size goes on as long as the film does. */
function elementAt(piece: Uint8Array, begin: number): Element | null {
  const idBytes = lengthOf(piece[begin]);
  const sizeBytes = lengthOf(piece[begin + idBytes]);
  const from = begin + idBytes + sizeBytes;
  if (from > piece.length) return null;
  const id = numberOf(piece.subarray(begin, begin + idBytes));
  const [marked = 0, ...others] = piece.subarray(begin + idBytes, from);
  const size = numberOf([marked & (0xff >> sizeBytes), ...others]);
  const isUnknown = size === 2 ** (7 * sizeBytes) - 1;
  return { id, begin, from, to: isUnknown ? Number.POSITIVE_INFINITY : from + size };
}

/** Of a number that begins with this byte: one, and another for each zero in front. */
function lengthOf(byte = 0): number {
  return Math.clz32(byte) - 23;
}

function numberOf(bytes: Iterable<number>): number {
  let value = 0;
  for (const byte of bytes) value = value * 256 + byte;
  return value;
}
