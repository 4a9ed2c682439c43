import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished, vi } from 'vitest';

const PATIENT = { timeout: 40_000, interval: 20 };

/** A command of `parley` that runs until it is ended, and all that it says. */
export interface DeviceRun {
  readonly process: ChildProcess;
  /** What it writes to its standard output, and what past it. */
  readonly output: readonly string[];
  readonly said: readonly string[];
  /** Resolves with the first line of either that holds this, once there is one. */
  says(part: string): Promise<string>;
  type(line: string): void;
  /** As from a terminal. Resolves with its exit code. */
  stop(): Promise<number | null>;
  readonly ended: Promise<number | null>;
}

/** The built command. It ends with the test, at the latest. */
export function runDevice(args: readonly string[]): DeviceRun {
  const child = spawn(process.execPath, [resolve('dist/server/parley.js'), ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const [output, said]: [string[], string[]] = [[], []];
  createInterface({ input: child.stdout }).on('line', (line) => output.push(line));
  createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
  const ended = new Promise<number | null>((end) => child.once('exit', end));
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await ended;
  });
  const find = (part: string) => [...output, ...said].find((line) => line.includes(part));
  return {
    process: child,
    output,
    said,
    says: (part) =>
      vi
        .waitUntil(() => find(part), PATIENT)
        .catch(() => {
          throw new Error(`"${part}" was not said, but ${JSON.stringify([...said, ...output])}`);
        }),
    type: (line) => child.stdin.write(`${line}\n`),
    stop() {
      child.kill('SIGINT');
      return ended;
    },
    ended,
  };
}
