import * as v from 'valibot';
import type { Heard } from './transcript.ts';

/** The server keeps as many names as it does, for this address or for everybody: nothing is wrong, nor found out. */
export class ShutOut extends Error {}

const code = v.picklist(['too-many-names', 'names-full']);
const answered = v.object({ args: v.tuple([v.object({ code, message: v.string() })]) });
const refused = v.object({
  event: v.literal('refused'),
  args: v.tuple([v.string(), code, v.string()]),
});

/** Null for a frame by which nobody is shut out. */
export function shutOutBy(frame: Heard): ShutOut | null {
  if (v.is(answered, frame)) return new ShutOut(`the server says: ${frame.args[0].message}`);
  return v.is(refused, frame) ? new ShutOut(`the server says: ${frame.args[2]}`) : null;
}
