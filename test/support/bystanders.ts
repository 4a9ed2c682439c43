import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { type Parley, startParley } from './parley.ts';

interface Report {
  readonly delivered: number;
  readonly lost: number;
  readonly p99Ms: number;
  readonly slowestAnswerMs: number;
  /** By which the machine itself was late. */
  readonly lateMs: number;
  readonly disturbances: readonly string[];
}

const MAX_P99_MS = 100;
const MAX_ANSWER_MS = 200;
/** What an attack leaves behind shows itself afterwards: two seconds of the bystanders. */
const AFTERMATH = 20;

/** A server for the tests of a file, and two others on it whom none of them disturbs. */
export function serveBystanders(settings: Readonly<Record<string, string>> = {}): () => Parley {
  let parley: Parley;
  let bystanders: ChildProcess;
  let waitedMs = 0;

  /** Since the last time. What others on the machine took from the server is not its doing. */
  async function expectCalm(): Promise<Report> {
    const told = await report(bystanders);
    const waitedBeforeMs = waitedMs;
    waitedMs = waitedMsOf(parley.process);
    const lateMs = told.lateMs + waitedMs - waitedBeforeMs;
    expect(told).toMatchObject({ lost: 0, disturbances: [] });
    expect(told.p99Ms).toBeLessThan(MAX_P99_MS + lateMs);
    expect(told.slowestAnswerMs).toBeLessThan(MAX_ANSWER_MS + lateMs);
    return told;
  }

  beforeAll(async () => {
    parley = await startParley({ HTTPS_PORT: 'off', ...settings });
    bystanders = fork(new URL('./exchange-calmly.js', import.meta.url), [parley.http ?? '']);
    await once(bystanders, 'message');
    await report(bystanders);
    waitedMs = waitedMsOf(parley.process);
  });
  afterEach(async () => {
    await expectCalm();
    expect(parley.process.exitCode).toBeNull();
    expect(parley.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
  afterAll(async () => {
    let delivered = 0;
    while (delivered < AFTERMATH) delivered += (await expectCalm()).delivered;
    bystanders.disconnect();
    await parley.stop();
  });
  return () => parley;
}

async function report(bystanders: ChildProcess): Promise<Report> {
  bystanders.send('report');
  const [told] = await once(bystanders, 'message');
  return told as Report;
}

/** How long a process had work and no processor; only Linux tells. */
function waitedMsOf({ pid }: ChildProcess): number {
  const path = `/proc/${pid}/schedstat`;
  const [, waitedNs] = existsSync(path) ? readFileSync(path, 'utf8').split(' ') : [];
  return Number(waitedNs ?? 0) / 1e6;
}
