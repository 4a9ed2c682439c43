import { type Probed, probe } from './probe.ts';
import { type Failure, type ReplayOptions, replay } from './replay.ts';
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

/** An address may have fifty connections, and a scene opens up to four. */
const AT_ONCE = 10;

interface Job {
  readonly rule: string;
  readonly wire: CheckedWire;
  readonly scene: Scene;
}

/** Every rule, in the order of PROTOCOL.md. */
export async function checkServer(
  wires: readonly CheckedWire[],
  options: CheckOptions,
): Promise<readonly Checked[]> {
  const rules = serverRules().filter(({ id }) => options.rules?.includes(id) ?? true);
  const transcripts = readTranscripts().filter((one) => rules.some(({ id }) => id === one.rule));
  const [jobs, omitted]: [Job[], Map<string, string>] = [[], new Map()];
  for (const wire of wires) {
    const probed = await probe(wire, options.patienceMs);
    for (const { rule, scenes } of transcripts) {
      for (const scene of scenes) {
        const why = whyNot(scene, wire, probed, options);
        if (why === null) jobs.push({ rule, wire, scene });
        else omitted.set(rule, why);
      }
    }
  }
  const failures = await runAll(jobs, options);
  return rules.map((rule) => ({ ...rule, ...judge(rule.id, jobs, failures, omitted) }));
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

/** The longest first, so that what is short runs meanwhile. */
async function runAll(jobs: readonly Job[], options: ReplayOptions) {
  const queue = [...jobs].sort((a, b) => (b.scene.seconds ?? 0) - (a.scene.seconds ?? 0));
  const failures: (readonly [rule: string, Failure])[] = [];
  const work = async (): Promise<void> => {
    for (let job = queue.shift(); job; job = queue.shift()) {
      const failure = await replay(job.wire, job.scene, options);
      if (failure) failures.push([job.rule, failure]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return failures;
}

function judge(
  id: string,
  jobs: readonly Job[],
  failures: readonly (readonly [rule: string, Failure])[],
  omitted: ReadonlyMap<string, string>,
): Verdict {
  const own = failures.flatMap(([rule, failure]) => (rule === id ? [failure] : []));
  if (own.length > 0) return { state: 'broken', failures: own };
  if (jobs.some(({ rule }) => rule === id)) return { state: 'holds' };
  const why = omitted.get(id) ?? unchecked[id] ?? 'there is no transcript of it';
  return { state: 'not checked', why };
}
