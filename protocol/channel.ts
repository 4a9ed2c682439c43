import * as v from 'valibot';
import { signal } from './signals.ts';

/**
 * What members tell each other on the data channels of a peer connection, past the server.
 * `chat` carries one line of text a message: any client can take part. `parley` carries JSON: the words below. `files`
 * has words of its own: see files.ts.
 */
export const CHAT_CHANNEL = 'chat';
export const CONTROL_CHANNEL = 'parley';
export const FILES_CHANNEL = 'files';

export const MAX_CHAT_CHARS = 4096;
const MAX_CONTROL_CHARS = 128 * 1024;

/** Whether anything is sent of each kind, so that the other side shows a face or a name, and never a frozen frame. */
const mediaState = v.object({
  type: v.literal('media'),
  microphone: v.boolean(),
  camera: v.boolean(),
  /** The picture is a screen: it is shown whole. */
  screen: v.optional(v.boolean()),
  /** There is a picture, and the way is too narrow for it just now. */
  paused: v.optional(v.boolean()),
  /** False where this side spends nothing on pictures: none should be sent to it. */
  wantsPicture: v.optional(v.boolean()),
  /** This side records the call. */
  recording: v.optional(v.boolean()),
  /** What else of this channel the side understands; `chat`: lines with receipts. */
  knows: v.optional(v.pipe(v.array(v.string()), v.maxLength(32))),
});

const MAX_LINE_ID_CHARS = 32;
const lineId = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_LINE_ID_CHARS));

/** A line of the chat that is confirmed by a receipt. What was not is sent again, with the same id. */
const chatLine = v.object({
  type: v.literal('chat'),
  id: lineId,
  text: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_CHAT_CHARS)),
});
const receipt = v.object({ type: v.literal('receipt'), id: lineId });

/** Somebody is writing; told again every few seconds for as long as that is so. */
const writing = v.object({ type: v.literal('writing') });

/** A signal that would go through the server, while that is away. */
const throughChannel = v.object({ type: v.literal('signal'), signal });

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** One of the three messages by which a code to compare is agreed on: [V1] in PROTOCOL.md. */
const verify = v.object({
  type: v.literal('verify'),
  step: v.picklist(['commit', 'nonce', 'reveal']),
  /** Always 32 bytes, as 64 hexadecimal digits in lower case. */
  value: hash,
});
export type VerifyMessage = v.InferOutput<typeof verify>;

const control = v.variant('type', [mediaState, throughChannel, chatLine, receipt, writing, verify]);
export type Control = v.InferOutput<typeof control>;

/** Null for what is no control, or one that is newer than this client. */
export function parseControl(data: unknown): Control | null {
  if (typeof data !== 'string' || data.length > MAX_CONTROL_CHARS) return null;
  try {
    const parsed = v.safeParse(control, JSON.parse(data));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

/** The line, cut to what a line may hold; null for what is no text. */
export function parseChatLine(data: unknown): string | null {
  return typeof data === 'string' && data !== '' ? data.slice(0, MAX_CHAT_CHARS) : null;
}

/** Of a device that sends its video picture by picture; null for what does not begin as a JPEG does. */
export function parsePicture(data: unknown): ArrayBuffer | null {
  if (!(data instanceof ArrayBuffer) || data.byteLength < 2) return null;
  const [first, second] = new Uint8Array(data, 0, 2);
  return first === 0xff && second === 0xd8 ? data : null;
}
