/** One instruction: `COPY --from=build /a ./` is `{ keyword: 'COPY', flags: { from: 'build' }, words: ['/a', './'] }`. */
export interface Step {
  readonly keyword: string;
  readonly flags: Readonly<Record<string, string>>;
  readonly words: readonly string[];
  /** All after the keyword and the flags, as it stands there. */
  readonly text: string;
}

export interface Stage {
  readonly name: string | null;
  /** An image, or the name of a stage before. */
  readonly from: string;
  readonly steps: readonly Step[];
}

/** Reads as much of the language of Containerfiles as ours needs. */
export function parseContainerfile(text: string): Stage[] {
  const lines = text.replace(/^\s*#.*\n/gm, '').replace(/\\\n\s*/g, '');
  const steps = lines.split('\n').filter(Boolean).map(parseStep);
  const stages: { name: string | null; from: string; steps: Step[] }[] = [];
  for (const step of steps) {
    const [from = '', , name = null] = step.words;
    if (step.keyword === 'FROM') stages.push({ from, name, steps: [] });
    else stages.at(-1)?.steps.push(step);
  }
  return stages;
}

function parseStep(line: string): Step {
  const [, keyword = '', flags = '', text = ''] =
    /^([A-Z]+)((?:\s+--\S+)*)\s+(.*)$/.exec(line) ?? [];
  if (keyword === '') throw new Error(`no instruction: ${line}`);
  const pairs = [...flags.matchAll(/--([\w-]+)=(\S+)/g)].map(([, ...pair]) => pair);
  return { keyword, flags: Object.fromEntries(pairs), words: text.split(/\s+/), text };
}

/** `["node", "a.js"]`; the form with a shell is not used where a process is to get signals. */
export function parseCommand(text: string): string[] {
  return JSON.parse(text.replace(/^CMD\s+/, '')) as string[];
}

/** What .dockerignore lets through, written as all being left out but for some names of the first level. */
export function parseAllowed(text: string): string[] {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const [first, ...others] = lines;
  if (first !== '*' || others.some((line) => !/^![\w.-]+$/.test(line))) {
    throw new Error('.dockerignore does more than this reader understands');
  }
  return others.map((line) => line.slice(1));
}
