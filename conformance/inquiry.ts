import * as v from 'valibot';
import { enter, type Seen } from './actor.ts';
import type { Request } from './transcript.ts';
import type { CheckedWire } from './wires/connection.ts';

const answered = v.object({ ack: v.string(), args: v.tuple([v.unknown()]) });

/** Asks all of it on one connection, and gives back the answers by what the requests are marked with. */
export async function inquire(
  wire: CheckedWire,
  requests: readonly Request[],
  patienceMs: number,
): Promise<ReadonlyMap<string, unknown>> {
  const answers = new Map<string, unknown>();
  const onSeen = ({ direction, frame }: Seen): void => {
    if (direction === 'heard' && v.is(answered, frame)) answers.set(frame.ack, frame.args[0]);
  };
  const actor = await enter(wire, { who: 'the kit', names: new Map(), onSeen });
  try {
    for (const request of requests) actor.send(request);
    await actor.fence(patienceMs);
  } finally {
    actor.close();
  }
  return answers;
}
