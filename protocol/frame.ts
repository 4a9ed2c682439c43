import * as v from 'valibot';

const args = v.array(v.unknown());

/** What a client hears on the plain wire: a notice, or the answer to what it marked with `ack`. */
const frame = v.union([
  v.object({ event: v.string(), args }),
  v.object({ ack: v.union([v.number(), v.string()]), args }),
]);
export type Frame = v.InferOutput<typeof frame>;

/** Null for what is no frame of a server. */
export function parseFrame(text: string): Frame | null {
  const parsed = v.safeParse(frame, parseJson(text));
  return parsed.success ? parsed.output : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
