import { randomBytes } from 'node:crypto';
import { inquire } from './inquiry.ts';
import type { Names } from './placeholders.ts';
import { type Played, type ReplayOptions, replay } from './replay.ts';
import type { Scene } from './transcript.ts';
import type { CheckedWire } from './wires/connection.ts';

/** Whether somebody is called by name in it. */
export function isNamed({ needs }: Scene): boolean {
  return needs === 'directory';
}

/**
 * An address registers few names within a day, so all scenes share theirs: they are played one after the other, on one
 * wire, and the names are given back.
 */
export async function playNamed(
  wire: CheckedWire,
  scenes: readonly Scene[],
  options: ReplayOptions,
): Promise<readonly Played[]> {
  const names = madeUpFor(scenes);
  const rooms = roomsIn(names);
  const played: Played[] = [];
  for (const scene of scenes) {
    played.push(await replay(wire, scene, { ...options, names, rooms }));
  }
  // A server that is gone by now has failed above.
  await giveBack(wire, names, options.patienceMs).catch(() => {});
  return played;
}

/** Nobody has them, and nobody guesses their secrets. */
function madeUpFor(scenes: readonly Scene[]): Names {
  const names: Names = new Map();
  const text = JSON.stringify(scenes);
  for (const [, who = ''] of text.matchAll(/<(?:name|called):([\w-]+)>/g)) {
    if (names.has(`<name:${who}>`)) continue;
    const called = `check-${randomBytes(8).toString('hex')}`;
    names.set(`<name:${who}>`, `~.${called}`).set(`<called:${who}>`, called);
  }
  for (const [secret] of text.matchAll(/<secret(?::[\w-]+)?>/g)) {
    names.set(secret, names.get(secret) ?? randomBytes(12).toString('base64url'));
  }
  return names;
}

function roomsIn(names: Names): readonly string[] {
  return [...names].flatMap(([kind, room]) => (kind.startsWith('<name:') ? [String(room)] : []));
}

/** By whichever secret they have now. */
async function giveBack(wire: CheckedWire, names: Names, patienceMs: number): Promise<void> {
  const all = [...names];
  const secrets = all.filter(([kind]) => kind.startsWith('<secret')).map(([, secret]) => secret);
  const requests = roomsIn(names).flatMap((room) => [
    ...secrets.map((secret) => ({ event: 'join', args: [room, { secret }], ack: 'join' })),
    { event: 'forget-name', args: [room], ack: 'forget' },
    { event: 'leave', args: [room], ack: 'leave' },
  ]);
  await inquire(wire, requests, patienceMs);
}
