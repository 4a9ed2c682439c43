import * as v from 'valibot';
import type { Answer } from '../../../protocol/events.ts';
import type { Dialect } from './dialect.ts';
import { parseJson } from './parse-json.ts';

const ack = v.union([v.pipe(v.number(), v.safeInteger()), v.pipe(v.string(), v.maxLength(64))]);

const request = v.object({
  event: v.string(),
  args: v.optional(v.array(v.unknown()), []),
  ack: v.optional(ack),
});

/** Our own events as they are: `{"event", "args", "ack"?}`, for programs without Socket.IO. */
export const plain: Dialect = {
  name: 'plain',
  wire: 'websocket',
  open(line) {
    const write = (frame: object): void => line.write(JSON.stringify(frame));
    return {
      hear(frame) {
        const parsed = v.safeParse(request, parseJson(frame));
        if (!parsed.success) return false;
        const { event, args, ack: id } = parsed.output;
        const reply = (answer: Answer): void => write({ ack: id, args: [answer] });
        line.ask(event, args, id === undefined ? {} : { reply });
        return true;
      },
      tell: ([event, ...args]) => write({ event, args }),
    };
  },
};
