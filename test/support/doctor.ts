import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from 'vitest';
import type { Finding } from '../../server/doctor/finding.ts';

export type Settings = Readonly<Record<string, string>>;

interface Diagnosis {
  readonly status: number | null;
  readonly said: string;
  readonly complained: string;
}

/** With another limit of open files where `openFiles` says so. */
export async function doctor(
  args: readonly string[],
  settings: Settings,
  openFiles = 'unlimited',
): Promise<Diagnosis> {
  const dir = await mkdtemp(join(tmpdir(), 'parley-doctor-'));
  const limit = openFiles === 'unlimited' ? 'true' : `ulimit -n ${openFiles}`;
  const program = [process.execPath, resolve('dist/server/parley.js'), 'doctor', ...args];
  const child = spawn('/bin/sh', ['-c', `${limit}; exec "$@"`, 'sh', ...program], {
    cwd: dir,
    env: { ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [said, complained] = ['', ''];
  child.stdout.on('data', (data) => {
    said += data;
  });
  child.stderr.on('data', (data) => {
    complained += data;
  });
  const status = await new Promise<number | null>((end) => child.once('close', end));
  await rm(dir, { recursive: true });
  return { status, said, complained };
}

/** What it holds against a set-up: exit code 1 exactly where there is a fault. */
export async function faultsOf(...asked: Parameters<typeof doctor>): Promise<readonly string[]> {
  const [[...args], settings, openFiles] = asked;
  const { status, said, complained } = await doctor(['--json', ...args], settings, openFiles);
  expect(complained).toBe('');
  const findings = JSON.parse(said) as readonly Finding[];
  expect(findings.length).toBeGreaterThan(0);
  const faults = findings.filter(({ state }) => state === 'fault');
  expect(status).toBe(faults.length > 0 ? 1 : 0);
  for (const { mend } of faults) expect(mend).toMatch(/^\p{L}.{10}/u);
  return faults.map(({ check, what }) => `${check}: ${what}`);
}
