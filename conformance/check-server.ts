import { isNamed, playNamed } from './named-scenes.ts';
import { type Probed, probe } from './probe.ts';
import { type Failure, type Played, type ReplayOptions, replay } from './replay.ts';
import { type Rule, serverRules } from './rules.ts';
import { readTranscripts, type Scene } from './transcript.ts';
import { unchecked } from './unchecked.ts';
import type { CheckedWire } from './wires/connection.ts';

/** What was found out about a rule. */
export type Verdict =
  | { readonly state: 'holds' }
  | { readonly state: 'broken'; readonly failures: readonly Failure[] }
  | { readonly state: 'not checked'; readonly why: string };

export type Checked = Rule & Verdict;

export interface CheckOptions extends ReplayOptions {
  /** Null is all. */
  readonly rules: readonly string[] | null;
  /** What takes longer is not checked. */
  readonly longestSeconds: number;
}

/** An address may have fifty connections: a scene opens up to four, and the one by names beside them up to seventeen. */
const AT_ONCE = 8;

interface Job {
  readonly rule: string;
  readonly wire: CheckedWire;
  readonly scene: Scene;
}

interface Outcome {
  readonly rule: string;
  readonly played: Played;
}

/** Every rule, in the order of PROTOCOL.md. */
export async function checkServer(
  wires: readonly CheckedWire[],
  options: CheckOptions,
): Promise<readonly Checked[]> {
  const rules = serverRules().filter(({ id }) => options.rules?.includes(id) ?? true);
  const transcripts = readTranscripts().filter((one) => rules.some(({ id }) => id === one.rule));
  const jobs: Job[] = [];
  const omitted = new Map<string, string>();
  for (const wire of wires) {
    const probed = await probe(wire, options.patienceMs);
    for (const { rule, scenes } of transcripts) {
      for (const scene of scenes) {
        const cannot = whyNot(scene, wire, probed, options);
        if (cannot === null) jobs.push({ rule, wire, scene });
        else omitted.set(rule, cannot);
      }
    }
  }
  const named = jobs.filter(({ scene }) => isNamed(scene));
  const others = jobs.filter(({ scene }) => !isNamed(scene));
  const played = await Promise.all([runNamed(named, options), runOthers(others, options)]);
  return rules.map((rule) => ({ ...rule, ...judge(rule.id, played.flat(), omitted) }));
}

/** Why a scene can't be played here; null where it can. */
function whyNot(scene: Scene, wire: CheckedWire, probed: Probed, options: CheckOptions) {
  const { wires, seats, needs, seconds = 0 } = scene;
  const { capacity } = probed;
  if (wires && !wires.includes(wire.name)) return `it shows on the wire ${wires.join()} only`;
  if (seconds > options.longestSeconds) return `it takes ${seconds} s: --slow checks it`;
  if (needs && !probed.knows(needs)) return `the server knows no "${needs}"`;
  if (capacity < (seats?.least ?? 0))
    return `a room has ${capacity} seats, and it needs ${seats?.least}`;
  if (capacity > (seats?.most ?? capacity)) return `a room has ${capacity} seats, too many to fill`;
  return null;
}

/** On the first wire that has them. */
async function runNamed(jobs: readonly Job[], options: ReplayOptions): Promise<readonly Outcome[]> {
  const [first] = jobs;
  if (!first) return [];
  const own = jobs.filter(({ wire }) => wire === first.wire);
  const scenes = own.map(({ scene }) => scene);
  const played = await playNamed(first.wire, scenes, options);
  return own.map(({ rule }, index) => ({ rule, played: played[index] ?? null }));
}

/** The longest first, so that what is short runs meanwhile. */
async function runOthers(
  jobs: readonly Job[],
  options: ReplayOptions,
): Promise<readonly Outcome[]> {
  const queue = [...jobs].sort((a, b) => (b.scene.seconds ?? 0) - (a.scene.seconds ?? 0));
  const outcomes: Outcome[] = [];
  const work = async (): Promise<void> => {
    for (let job = queue.shift(); job; job = queue.shift()) {
      const played = await replay(job.wire, job.scene, options);
      outcomes.push({ rule: job.rule, played });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return outcomes;
}

/** What could not be played to its end may hold or not, whatever else of the rule was seen. */
function judge(
  id: string,
  outcomes: readonly Outcome[],
  omitted: ReadonlyMap<string, string>,
): Verdict {
  const own = outcomes.flatMap(({ rule, played }) => (rule === id ? [played] : []));
  const failures = own.flatMap((played) => (played && 'seen' in played ? [played] : []));
  if (failures.length > 0) return { state: 'broken', failures };
  const [cannot] = own.flatMap((played) => (played && 'cannot' in played ? [played.cannot] : []));
  if (cannot === undefined && own.length > 0) return { state: 'holds' };
  const why = cannot ?? omitted.get(id) ?? unchecked[id] ?? 'there is no transcript of it';
  return { state: 'not checked', why };
}
