import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import * as v from 'valibot';

const run = promisify(execFile);
const manifest = v.looseObject({ dependencies: v.record(v.string(), v.string()) });

/** A program that runs, and what it says. */
export interface Running {
  /** Resolves with the next line that has this in it. */
  line(part: string): Promise<string>;
  /** With all that it started. */
  stop(): Promise<void>;
}

/** Where nothing of this repository is, but the package and the examples. */
export interface FreshFolder {
  readonly path: string;
  write(name: string, text: string): Promise<void>;
  /** What it printed. */
  run(command: string, ...args: readonly string[]): Promise<string>;
  start(command: string, environment?: Readonly<Record<string, string>>): Running;
  remove(): Promise<void>;
}

export async function createFreshFolder(): Promise<FreshFolder> {
  const path = await mkdtemp(join(tmpdir(), 'parley-fresh-'));
  await cp('examples/typescript', path, { recursive: true });
  await installPackage(path);
  return {
    path,
    write: (name, text) => writeFile(join(path, name), text),
    async run(command, ...args) {
      const { stdout } = await run(command, args, { cwd: path });
      return stdout;
    },
    start: (command, environment = {}) => {
      const env = { ...process.env, ...environment };
      const options = { cwd: path, env, detached: true, shell: true } as const;
      return watch(spawn(command, { ...options, stdio: ['ignore', 'pipe', 'inherit'] }));
    },
    remove: () => rm(path, { recursive: true }),
  };
}

async function installPackage(path: string): Promise<void> {
  await run('npm', ['pack', '--pack-destination', path]);
  const [tarball] = (await readdir(path)).filter((name) => name.endsWith('.tgz'));
  const own = join(path, 'package.json');
  const examples = v.parse(manifest, JSON.parse(await readFile(own, 'utf8')));
  examples.dependencies['parley'] = `file:./${tarball}`;
  await writeFile(own, JSON.stringify(examples));
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund'], { cwd: path });
}

function watch(child: ChildProcess): Running {
  const ended = once(child, 'exit');
  const said: string[] = [];
  const waiting = new Set<() => void>();
  if (child.stdout) {
    createInterface(child.stdout).on('line', (text) => {
      said.push(text);
      for (const look of waiting) look();
    });
  }
  return {
    line: (part) =>
      new Promise((found, failed) => {
        const look = (): void => {
          const text = said.find((one) => one.includes(part));
          if (text !== undefined) found(text);
        };
        waiting.add(look);
        look();
        void ended.then(() => failed(new Error(`it ended, and said: ${said.join(' | ')}`)));
      }),
    async stop() {
      const isRunning = child.exitCode === null && child.signalCode === null;
      if (isRunning && child.pid) process.kill(-child.pid, 'SIGTERM');
      await ended;
    },
  };
}
