import * as v from 'valibot';
import type { Dialect } from './dialect.ts';

const ack = v.union([v.pipe(v.number(), v.safeInteger()), v.pipe(v.string(), v.maxLength(64))]);

const request = v.object({
  event: v.string(),
  args: v.optional(v.array(v.unknown()), []),
  ack: v.optional(ack),
});

/** Our own events as they are: `{"event", "args", "ack"?}`, for programs without Socket.IO. */
export const plain: Dialect = {
  name: 'plain',
  decode(frame) {
    const parsed = v.safeParse(request, parseJson(frame));
    return parsed.success ? parsed.output : null;
  },
  encodeNotice: ([event, ...args]) => JSON.stringify({ event, args }),
  encodeAnswer: (id, answer) => JSON.stringify({ ack: id, args: [answer] }),
};

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
