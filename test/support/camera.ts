import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished, vi } from 'vitest';

const PATIENT = { timeout: 20_000, interval: 20 };
/** Of the clock by which Linux counts the time of processes. */
const TICK_MS = 10;

/** `parley camera`, as it is built, until the test is over. */
export interface CameraProcess {
  readonly process: ChildProcess;
  readonly lines: readonly string[];
  says(part: string): Promise<void>;
  /** The processes of ffmpeg that it has. */
  encoders(): readonly number[];
  /** That it has worked for, without its encoders. */
  cpuMs(): number;
  end(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<void>;
}

export function startCamera(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): CameraProcess {
  const child = spawn(process.execPath, [resolve('dist/server/parley.js'), 'camera', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const lines: string[] = [];
  createInterface(child.stdout).on('line', (line) => lines.push(line));
  const exited = once(child, 'exit');
  const end: CameraProcess['end'] = async (signal) => {
    child.kill(signal);
    await exited;
  };
  onTestFinished(() => end('SIGTERM'));
  return {
    process: child,
    lines,
    says: (part) =>
      vi.waitFor(() => {
        if (!lines.some((line) => line.includes(part)))
          throw new Error(`"${part}" is not among ${JSON.stringify(lines)}`);
      }, PATIENT),
    encoders: () => childrenOf(child.pid),
    cpuMs: () => cpuOf(child.pid),
    end,
  };
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function childrenOf(pid: number | undefined): readonly number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.split(' ').filter(Boolean).map(Number);
}

/** proc(5): the 14th and 15th field of `stat`, after the name in brackets, which may hold spaces. */
function cpuOf(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}
