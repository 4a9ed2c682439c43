import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Checked } from '../../conformance/check-server.ts';
import { unchecked } from '../../conformance/unchecked.ts';
import { startMutant } from '../support/mutant.ts';
import { mutations } from '../support/mutations.ts';
import { type Parley, startParley } from '../support/parley.ts';

let parley: Parley;
let url: string;
beforeAll(async () => {
  parley = await startParley({ HTTPS_PORT: 'off', SEAT_GRACE: '6' });
  url = parley.http ?? '';
});
afterAll(() => parley.stop());

async function conformance(...args: readonly string[]) {
  const child = spawn(process.execPath, ['dist/server/parley.js', 'conformance', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = once(child, 'close');
  const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [status] = await closed;
  return { status, said, complained: complained.trim() };
}

test.concurrent('our server holds every rule that shows from outside', async () => {
  const { status, said } = await conformance('--server', url, '--slow', '--json');
  const checked = JSON.parse(said) as readonly Checked[];
  expect(checked.filter(({ state }) => state === 'broken')).toEqual([]);
  const omitted = checked.filter(({ state }) => state === 'not checked').map(({ id }) => id);
  expect(omitted.sort()).toEqual(Object.keys(unchecked).sort());
  expect(status).toBe(0);
});

test.concurrent('a rule that does not hold is shown with what was seen, and is exit code 1', async () => {
  const mutant = await startMutant(url, mutations['L1: who leaves is not told'] ?? {});
  const args = ['--server', mutant.url, '--wire', 'plain', '--rule', 'J1,L1'];
  const { status, said } = await conformance(...args);
  await mutant.close();
  const lines = said.split('\n').map((line) => line.trim());
  expect(lines).toEqual(
    expect.arrayContaining([
      'holds   J1   Whoever joins is told `joined`.',
      expect.stringMatching(/^BROKEN {2}L1 {3}Whoever leaves is told/),
      expect.stringMatching(/^plain, .*: minh has not heard leaved within 10 s$/),
      expect.stringMatching(/^minh -> \{"event":"leave","args":\["check-/),
      expect.stringMatching(/^anna <- \{"event":"bye","args":\["check-/),
      '1 rules hold, 1 are broken, 0 are not checked.',
    ]),
  );
  expect(status).toBe(1);
});

test.concurrent.each([
  ['without a server', [], 'Name what to check'],
  ['with what is no address', ['--server', 'calls'], 'is no address'],
  ['where nobody listens', ['--server', 'http://127.0.0.1:9/'], 'speaks the room protocol'],
  ['with a wire that is none', ['--server', 'http://[::1]/', '--wire', 'tin'], 'is no wire'],
  ['with a rule of clients', ['--server', 'http://[::1]/', '--rule', 'N1'], '"N1" is no rule'],
])('called %s: one sentence, exit code 2', async (_how, args, sentence) => {
  const { status, said, complained } = await conformance(...args);
  expect(complained).toContain(sentence);
  expect({ status, said }).toEqual({ status: 2, said: '' });
});
