import * as v from 'valibot';
import { enter, type Seen } from './actor.ts';
import { readTranscripts } from './transcript.ts';
import type { CheckedWire } from './wires/connection.ts';

/** What a server says of itself before anything is checked. */
export interface Probed {
  readonly capacity: number;
  knows(extension: string): boolean;
}

const ROOM = `conformance-probe`;

const looked = v.object({
  capacity: v.number(),
  extensions: v.optional(v.record(v.string(), v.unknown()), {}),
});
const unknownEvent = v.object({ code: v.literal('unknown-event') });
const answer = v.object({ ack: v.string(), args: v.tuple([v.unknown()]) });

export async function probe(wire: CheckedWire, patienceMs: number): Promise<Probed> {
  const answers = new Map<string, unknown>();
  const onSeen = ({ direction, frame }: Seen): void => {
    if (direction === 'heard' && v.is(answer, frame)) answers.set(frame.ack, frame.args[0]);
  };
  const actor = await enter(wire, { who: 'probe', names: new Map(), onSeen });
  const extensions = neededExtensions();
  actor.send({ event: 'join', args: [ROOM, { password: 'probe' }], ack: 'join' });
  actor.send({ event: 'look', args: [ROOM], ack: 'look' });
  // Without arguments, so that nothing comes of it.
  for (const name of extensions) actor.send({ event: name, args: [], ack: name });
  actor.send({ event: 'leave', args: [ROOM], ack: 'leave' });
  await actor.fence(patienceMs);
  actor.close();
  const look = answers.get('look');
  const seen = v.is(looked, look) ? look : { capacity: 2, extensions: {} };
  const known = extensions.filter(
    (name) => Object.hasOwn(seen.extensions ?? {}, name) || !v.is(unknownEvent, answers.get(name)),
  );
  return { capacity: seen.capacity, knows: (extension) => known.includes(extension) };
}

function neededExtensions(): readonly string[] {
  const scenes = readTranscripts().flatMap((one) => one.scenes);
  return [...new Set(scenes.flatMap(({ needs }) => needs ?? []))];
}
