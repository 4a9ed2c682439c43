import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, vi } from 'vitest';

/** A program of the field, in a process of its own, which ends with the test. */
export interface Script {
  readonly lines: readonly string[];
  /** Waits until it has printed this. */
  prints(line: string): Promise<void>;
}

export function startScript(name: string, args: readonly string[]): Script {
  const child = spawn(process.execPath, [`test/field/${name}.js`, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  if (child.stdout) {
    createInterface(child.stdout).on('line', (line) => {
      lines.push(line);
    });
  }
  onTestFinished(async () => {
    const isOver = child.exitCode !== null || child.signalCode !== null;
    const ended = isOver ? null : once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  });
  return {
    lines,
    prints: (line) =>
      vi.waitFor(() => expect(lines).toContain(line), { timeout: 20_000, interval: 20 }),
  };
}
