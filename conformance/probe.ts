import * as v from 'valibot';
import { PROTOCOL_VERSION } from '../protocol/events.ts';
import { inquire } from './inquiry.ts';
import { letsIn } from './offered-wires.ts';
import type { CheckedWire } from './wires/connection.ts';

/** What a server says of itself before anything is checked. */
export interface Probed {
  readonly capacity: number;
  /** An extension by its name, `hello`, or `dialects`. */
  knows(what: string): boolean;
}

const ROOM = `conformance-probe`;

/** A server that knows no `hello` is asked for one request of each, without arguments, so that nothing comes of it. */
const requestOf: Readonly<Record<string, string>> = {
  lock: 'lock',
  knock: 'knock',
  hands: 'hands-up',
  directory: 'list-names',
};

const looked = v.object({
  capacity: v.number(),
  extensions: v.optional(v.record(v.string(), v.unknown()), {}),
});
const greeted = v.object({ features: v.array(v.string()) });
const unknownEvent = v.object({ code: v.literal('unknown-event') });

export async function probe(wire: CheckedWire, patienceMs: number): Promise<Probed> {
  const requests = [
    { event: 'hello', args: [{ versions: [PROTOCOL_VERSION] }], ack: 'hello' },
    { event: 'join', args: [ROOM, { password: 'probe' }], ack: 'join' },
    { event: 'look', args: [ROOM], ack: 'look' },
    ...Object.values(requestOf).map((event) => ({ event, args: [], ack: event })),
    { event: 'leave', args: [ROOM], ack: 'leave' },
  ];
  const answers = await inquire(wire, requests, patienceMs);
  const [hello, look] = [answers.get('hello'), answers.get('look')];
  const seen = v.is(looked, look) ? look : { capacity: 2, extensions: {} };
  const hasDialects = await speaksDialects(wire);
  const isUnknown = (name: string) => v.is(unknownEvent, answers.get(name) ?? unknown);

  function knows(what: string): boolean {
    if (what === 'hello') return !isUnknown('hello');
    if (what === 'dialects') return hasDialects;
    if (v.is(greeted, hello)) return hello.features.includes(what);
    const name = requestOf[what];
    return Object.hasOwn(seen.extensions ?? {}, what) || (name !== undefined && !isUnknown(name));
  }

  return { capacity: seen.capacity, knows };
}

async function speaksDialects(wire: CheckedWire): Promise<boolean> {
  if (wire.name !== 'plain') return false;
  const all = ['direct', 'broadcast', 'rooms'].map((name) => letsIn(wire, { at: `ws/${name}` }));
  return !(await Promise.all(all)).includes(false);
}

/** What is not answered is as good as not known. */
const unknown = { code: 'unknown-event' };
