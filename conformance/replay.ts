import { type Actor, Broken, enter, type Seen } from './actor.ts';
import { fill, type Names } from './placeholders.ts';
import { ShutOut } from './shut-out.ts';
import type { Request, Scene, Step } from './transcript.ts';
import type { CheckedWire } from './wires/connection.ts';

/** What went otherwise, and all frames until then. */
export interface Failure {
  readonly wire: string;
  readonly title: string;
  readonly why: string;
  readonly seen: readonly Seen[];
}

export interface ReplayOptions {
  /** How long to wait for what should come at once. */
  readonly patienceMs: number;
  /** What stands for what from the beginning, where scenes share it. */
  readonly names?: Names;
  /** Rooms that scenes share: whoever is still connected leaves them before the scene ends, and is seen to have left. */
  readonly rooms?: readonly string[];
}

/** What became of a scene: null where all came as it should; `cannot`, why it can't be played. */
export type Played = Failure | { readonly cannot: string } | null;

/** Plays one scene against a server. */
export async function replay(
  wire: CheckedWire,
  scene: Scene,
  { patienceMs, names = new Map(), rooms = [] }: ReplayOptions,
): Promise<Played> {
  const seen: Seen[] = [];
  const stage: Stage = {
    wire,
    actors: new Map(),
    names: new Map(names),
    onSeen: (one) => void seen.push(one),
    patienceMs,
  };
  try {
    for (const step of scene.steps) await perform(stage, step);
    return null;
  } catch (error) {
    if (error instanceof ShutOut) return { cannot: error.message };
    const why = error instanceof Broken ? error.message : `it could not be played: ${error}`;
    return { wire: wire.name, title: scene.title, why, seen: [...seen] };
  } finally {
    const actors = [...stage.actors.values()];
    await Promise.all(actors.map((actor) => leave(actor, rooms, patienceMs)));
    for (const actor of actors) actor.cut();
  }
}

/** A server may hear of a cut connection later than of the next scene's first one. */
async function leave(actor: Actor, rooms: readonly string[], patienceMs: number): Promise<void> {
  if (rooms.length === 0 || !actor.isOpen) return;
  for (const room of rooms) actor.send({ event: 'leave', args: [room] });
  // Whoever has been cut off meanwhile sits nowhere either.
  await actor.fence(patienceMs).catch(() => {});
}

interface Stage {
  readonly wire: CheckedWire;
  readonly actors: Map<string, Actor>;
  readonly names: Names;
  readonly onSeen: (seen: Seen) => void;
  readonly patienceMs: number;
}

async function perform(stage: Stage, step: Step): Promise<void> {
  const { wire, actors, names, patienceMs } = stage;
  const withinMs = (seconds?: number) => (seconds === undefined ? patienceMs : 1000 * seconds);
  switch (step.does) {
    case 'connect':
      actors.set(step.who, await connect(stage, step));
      return;
    case 'isTurnedAway':
      return beTurnedAway(wire, step);
    case 'send':
      for (let sent = 0; sent < (step.times ?? 1); sent += 1) {
        actorOf(stage, step).send(fill(step.frame, names) as Request);
      }
      return;
    case 'sendText':
      return actorOf(stage, step).sendText(step.text);
    case 'hear':
      return actorOf(stage, step).hear({
        frame: step.frame,
        withinMs: withinMs(step.withinSeconds),
        isAfterAll: step.isAfterAll ?? false,
      });
    case 'hearNothing':
      return hearNothing(stage, step.who, step.event);
    case 'isClosed':
      return beClosed(actorOf(stage, step), step, withinMs(step.withinSeconds));
    case 'close':
    case 'cut':
      return actorOf(stage, step)[step.does]();
  }
}

function connect(stage: Stage, { who, isMute, at }: Extract<Step, { does: 'connect' }>) {
  const path = at?.map((part) => fill(part, stage.names)).join('/');
  return enter(stage.wire, { ...stage, who }, { isMute, at: path });
}

function actorOf({ actors }: Stage, { who }: Step): Actor {
  const actor = actors.get(who);
  if (!actor) throw new Error(`${who} has not connected`);
  return actor;
}

async function beTurnedAway(wire: CheckedWire, { who, origin }: Step & { origin: string }) {
  const connected = wire.connect({ onFrame: () => {}, onClosed: () => {} }, { origin });
  const connection = await connected.catch(() => null);
  connection?.cut();
  if (connection) throw new Broken(`${who} is let in from ${origin}`);
}

async function beClosed(
  actor: Actor,
  { who, code }: Step & { code?: number | undefined },
  ms: number,
) {
  const found = await actor.ended(ms);
  if (code !== undefined && found !== null && found !== code) {
    throw new Broken(`${who} is closed with ${found}, not ${code}`);
  }
}

/** The one who listens comes last: what the others caused has been said to it by then. */
async function hearNothing({ actors, patienceMs }: Stage, who: string, event?: string) {
  const listener = actors.get(who);
  for (const actor of actors.values()) {
    if (actor !== listener && actor.isOpen) await actor.fence(patienceMs);
  }
  await listener?.fence(patienceMs);
  listener?.hearNothing(event);
}
