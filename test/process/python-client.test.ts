import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Checked } from '../../conformance/check-server.ts';
import { checkCommand } from '../../conformance/client-run.ts';
import { type Parley, startParley } from '../support/parley.ts';
import { connectPlain } from '../support/plain-client.ts';
import { findPython } from '../support/programs.ts';

const CLIENT = 'examples/python/chat.py';
const source = readFileSync(CLIENT, 'utf8');
const python = findPython() ?? 'python3';

const idsOf = (checked: readonly Checked[], state: Checked['state']) =>
  checked.filter((one) => one.state === state).map(({ id }) => id);

const check = (file: string): Promise<readonly Checked[]> =>
  checkCommand(`exec ${python} ${file} "$PARLEY_SERVER" "$PARLEY_ROOM" Anna`);

describe.concurrent('the client in Python', () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'parley-test-'));
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  test('has fewer than 150 lines', () => {
    expect(source.split('\n').length).toBeLessThan(151);
  });

  test('keeps the rules that a client of texts can keep', async () => {
    const checked = await check(CLIENT);
    expect(idsOf(checked, 'broken')).toEqual([]);
    const held = ['T1', 'T3', 'J1', 'L1', 'S1', 'S3', 'N1', 'N4'];
    expect(idsOf(checked, 'holds').sort()).toEqual(held.sort());
  });

  test.each([
    ['T1', '"name": self.name', '"name": 7'],
    ['T3', 'self.send(data, PONG)', 'pass'],
    ['S1', '"token": self.token', '"token": "stale"'],
    ['S3', 'self.received += 1', 'self.received += 2'],
    ['L1', 'self.ask("leave")', 'self.ask("alive")'],
    ['N4', 'elif event == "ejected":', 'elif event == "dance":'],
    ['N1', 'self.is_leaving and', 'self.ask("message", OFFER); self.is_leaving and'],
  ])('fails at %s where that is broken', async (rule, sound, broken) => {
    expect(source).toContain(sound);
    const file = join(dir, `${rule}.py`);
    const offer = 'OFFER = {"type": "offer", "sdp": "v=0\\r\\na=fingerprint:sha-256 AB\\r\\n"}';
    writeFileSync(file, source.replaceAll(sound, broken).replace('TEXT, ', `${offer}\nTEXT, `));
    expect(idsOf(await check(file), 'broken')).toContain(rule);
  });
});

describe('two of them', () => {
  let parley: Parley;
  beforeAll(async () => {
    parley = await startParley({ HTTPS_PORT: 'off', CAPACITY: '3' });
  });
  afterAll(() => parley.stop());

  type Program = ChildProcessByStdio<Writable, Readable, null>;
  const start = (name: string): Program =>
    spawn(python, [CLIENT, parley.http ?? '', 'python', name], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });

  test('chat through the server, and leave', async () => {
    const witness = await connectPlain(parley.http ?? '');
    await witness.ask('join', 'python');
    const [anna, minh] = [start('Anna'), start('Minh')];
    const ended = [anna, minh].map((one) => once(one, 'exit'));
    const [heard, saidByAnna] = [linesOf(minh), linesOf(anna)];
    for (const _ of [anna, minh]) await witness.next('otherjoin');
    anna.stdin.write('hello\n');
    expect((await heard.next()).value).toBe('hello');
    minh.stdin.write('你好\n');
    expect((await saidByAnna.next()).value).toBe('你好');
    for (const one of [anna, minh]) one.stdin.end();
    for (const one of ended) expect((await one)[0]).toBe(0);
    witness.drop();
  });
});

const linesOf = ({ stdout }: { stdout: Readable }) =>
  createInterface(stdout)[Symbol.asyncIterator]();
