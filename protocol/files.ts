import * as v from 'valibot';

// On the data channel `files`: words as JSON texts, pieces of files as binary messages. The one that has a file offers
// it, the other accepts; each says words of its own, so that a word tells whose file it means.

/** In UTF-16 units. */
export const MAX_FILE_NAME_CHARS = 255;
export const MAX_MIME_CHARS = 127;
const MAX_WORD_CHARS = 4096;

/** Of one side, offered or under way at once. One more is not taken. */
export const MAX_OPEN_FILES = 100;

/** So far a sender may be ahead of what the receiver has put away: no more waits in anybody's memory. */
export const WINDOW_BYTES = 8 * 1024 * 1024;

/** Chosen by the sender at random, so that those of a page and of the same page reloaded differ. */
const id = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xff_ff_ff_ff));
const bytes = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_FILE_NAME_CHARS));
const mime = v.pipe(v.string(), v.maxLength(MAX_MIME_CHARS));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** Why a sender stops; none where the person chose so. Newer clients may have others than these. */
const MAX_WHY_CHARS = 64;
const why = v.optional(v.pipe(v.string(), v.maxLength(MAX_WHY_CHARS)));
const reasons = ['forgotten', 'unreadable'] as const;
type Reason = (typeof reasons)[number];

/** Of the one that has the file. */
const senderWord = v.variant('type', [
  v.object({ type: v.literal('offer'), id, name, size: bytes, mime }),
  v.object({ type: v.literal('withdraw'), id, why }),
  v.object({ type: v.literal('end'), id, sha256 }),
]);

/** Of the one that is to have it. */
const receiverWord = v.variant('type', [
  v.object({ type: v.literal('asked'), id }),
  v.object({ type: v.literal('accept'), id, from: bytes }),
  v.object({ type: v.literal('decline'), id }),
  v.object({ type: v.literal('got'), id, bytes }),
  v.object({ type: v.literal('received'), id, isIntact: v.boolean() }),
]);

const fileWord = v.variant('type', [
  senderWord,
  receiverWord,
  v.object({ type: v.literal('ready') }),
]);

export type SenderWord = v.InferOutput<typeof senderWord>;
export type ReceiverWord = v.InferOutput<typeof receiverWord>;
export type FileWord = v.InferOutput<typeof fileWord>;

/** Null where there is none, and for one that is newer than this client. */
export function reasonOf({ why }: { readonly why?: string | undefined }): Reason | null {
  return reasons.find((reason) => reason === why) ?? null;
}

/** Null for what is no word, or one that is newer than this client. */
export function parseFileWord(data: unknown): FileWord | null {
  if (typeof data !== 'string' || data.length > MAX_WORD_CHARS) return null;
  try {
    const parsed = v.safeParse(fileWord, JSON.parse(data));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

/** The id of the file, as 32 bits in network order, stands before its bytes. */
export const PIECE_HEADER_BYTES = 4;
/** With it: what RFC 8841 section 6.1 lets everybody take who says nothing else. */
export const MAX_PIECE_BYTES = 64 * 1024;

export interface Piece {
  readonly id: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The message, as a view of memory that is used again and again: sending copies it. */
export function fillPiece(
  memory: Uint8Array<ArrayBuffer>,
  { id, bytes }: Piece,
): Uint8Array<ArrayBuffer> {
  new DataView(memory.buffer).setUint32(0, id);
  memory.set(bytes, PIECE_HEADER_BYTES);
  return memory.subarray(0, PIECE_HEADER_BYTES + bytes.length);
}

export function toPiece(piece: Piece): Uint8Array<ArrayBuffer> {
  return fillPiece(new Uint8Array(PIECE_HEADER_BYTES + piece.bytes.length), piece);
}

/** The bytes are a view of the message, not a copy. Null for what carries none. */
export function parsePiece(data: unknown): Piece | null {
  if (!(data instanceof ArrayBuffer) || data.byteLength <= PIECE_HEADER_BYTES) return null;
  return {
    id: new DataView(data).getUint32(0),
    bytes: new Uint8Array(data, PIECE_HEADER_BYTES),
  };
}
