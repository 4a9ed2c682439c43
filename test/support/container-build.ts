import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { copyRoot, removeRoot, SUITE } from './bare-root.ts';
import {
  parseAllowed,
  parseCommand,
  parseContainerfile,
  type Stage,
  type Step,
} from './container-file.ts';
import { runInRoot } from './in-root.ts';

/** What an engine would start, and how. */
export interface Image {
  readonly root: string;
  readonly user: string;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  readonly healthCheck: readonly string[];
  readonly stopSignal: string;
  readonly exposed: readonly string[];
  readonly volumes: readonly string[];
}

const FIRST_IMAGE = `debian:${SUITE}-slim`;

/** Follows the steps of a Containerfile in root file systems, the last stage of which is given back. */
export async function buildImage(path: string, bareRoot: string): Promise<Image> {
  const built: [string | null, Image][] = [];
  for (const stage of parseContainerfile(readFileSync(path, 'utf8'))) {
    built.push([stage.name, await buildStage(stage, new Map(built), bareRoot)]);
  }
  const [, last] = built.pop() ?? [];
  for (const [, { root }] of built) removeRoot(root);
  if (!last) throw new Error(`${path} has no stage`);
  return last;
}

/** By the names of the stages that made them. */
type Built = ReadonlyMap<string | null, Image>;

async function buildStage({ from, steps }: Stage, built: Built, bareRoot: string): Promise<Image> {
  const base = built.get(from);
  if (!base && from !== FIRST_IMAGE) throw new Error(`${from} is not ${FIRST_IMAGE}`);
  const image: Image = base
    ? { ...base, root: copyRoot(base.root) }
    : { ...EMPTY, root: copyRoot(bareRoot) };
  for (const step of steps) await follow(step, image, built);
  return image;
}

const EMPTY: Omit<Image, 'root'> = {
  user: 'root',
  folder: '/',
  environment: {},
  command: [],
  healthCheck: [],
  stopSignal: 'SIGTERM',
  exposed: [],
  volumes: [],
};

async function follow(step: Step, image: Image, built: Built): Promise<void> {
  const { keyword, text } = step;
  if (keyword === 'RUN') await runInRoot(image.root, ['sh', '-c', text], image);
  else if (keyword === 'COPY') copy(step, image, built);
  else Object.assign(image, told(step, image));
  if (keyword === 'WORKDIR') mkdirSync(join(image.root, image.folder), { recursive: true });
}

/** What a step says of the image beside its files. */
function told({ keyword, text, words }: Step, image: Image): Partial<Image> {
  switch (keyword) {
    case 'WORKDIR':
      return { folder: posix.resolve(image.folder, text) };
    case 'ENV':
      return { environment: { ...image.environment, ...parsePairs(words) } };
    case 'USER':
      return { user: text };
    case 'VOLUME':
      return { volumes: words };
    case 'EXPOSE':
      return { exposed: words };
    case 'STOPSIGNAL':
      return { stopSignal: text };
    case 'HEALTHCHECK':
      return { healthCheck: parseCommand(text) };
    case 'CMD':
      return { command: parseCommand(text) };
    default:
      throw new Error(`this reader does not know ${keyword}`);
  }
}

function parsePairs(words: readonly string[]): Record<string, string> {
  return Object.fromEntries(words.map((word) => word.split(/=(.*)/s).slice(0, 2)));
}

/** What is copied belongs to root, as an engine does it; a folder's content goes into the target. */
function copy({ flags, words }: Step, image: Image, built: Built): void {
  const { from } = flags;
  const target = words.at(-1) ?? '';
  const sources = words.slice(0, -1).flatMap((word) => (word === '.' ? context() : [word]));
  const isFolder = target.endsWith('/') || target === '.';
  for (const source of sources) {
    const path = from === undefined ? source : join(built.get(from)?.root ?? '', source);
    if (from === undefined && !context().includes(source)) throw new Error(`${source} is left out`);
    const named = isFolder ? posix.join(target, posix.basename(source)) : target;
    const to = join(image.root, posix.resolve(image.folder, named));
    cpSync(path, to, { recursive: true, verbatimSymlinks: true });
  }
}

/** The names that an engine would see. */
function context(): string[] {
  return parseAllowed(readFileSync('.dockerignore', 'utf8')).filter(existsSync);
}
