import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { type Collector, findCollector } from './collector.ts';
import { freePort } from './free-port.ts';
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
/** A minute later. Sooner is as good. */
const MAX_LEFT_MB = 20;
const MAX_LEFT_MS = 60_000;
const LOOK_EVERY_MS = 5_000;

/** A server for the tests of a file, and two others on it whom none of them disturbs. */
export function serveBystanders(settings: Readonly<Record<string, string>> = {}): () => Parley {
  let parley: Parley;
  let bystanders: ChildProcess;
  let collector: Collector;
  let beforeMb = 0;
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

  async function expectMemoryBack(): Promise<void> {
    const end = performance.now() + MAX_LEFT_MS;
    while ((await collector.heldMb()) > beforeMb + MAX_LEFT_MB && performance.now() < end) {
      await setTimeout(LOOK_EVERY_MS);
    }
    expect(await collector.heldMb()).toBeLessThan(beforeMb + MAX_LEFT_MB);
  }

  beforeAll(async () => {
    const inspected = await freePort();
    const NODE_OPTIONS = `--inspect=127.0.0.1:${inspected}`;
    parley = await startParley({ HTTPS_PORT: 'off', NODE_OPTIONS, ...settings });
    collector = await findCollector(inspected);
    bystanders = fork(new URL('./exchange-calmly.js', import.meta.url), [parley.http ?? '']);
    await once(bystanders, 'message');
    await report(bystanders);
    beforeMb = await collector.heldMb();
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
    await expectMemoryBack();
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
