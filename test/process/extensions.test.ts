import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startParley } from '../support/parley.ts';
import { connectPlain } from '../support/plain-client.ts';

const wave = (name: string) => `export const ${name} = {
  words: { name: '${name}', requests: { ${name}: { args: [] } }, notices: { waved: [] }, refusals: {} },
  initial: null,
  handlers: { ${name}: () => ({ tell: [['all', 'waved']] }) },
};
`;

const files = {
  'wave.js': wave('wave'),
  'also-wave.js': wave('again'),
  'empty.js': 'export const hands = { words: {} };\n',
  'deaf.js': wave('deaf').replace('handlers: { deaf:', 'handlers: { other:'),
  'lock.js': wave('lock').replaceAll('waved', 'locked'),
  'broken.js': 'throw new Error("no database");\n',
  'lost.js': 'import "./nowhere.js";\n',
};

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'parley-extensions-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  writeFileSync(join(dir, 'package.json'), '{"type":"module"}');
});
afterAll(() => rmSync(dir, { recursive: true }));

function complaint(extensions: string): { status: number | null; said: string } {
  const { status, stderr } = spawnSync(process.execPath, [resolve('dist/server/parley.js')], {
    cwd: dir,
    env: { EXTENSIONS: extensions, HTTP_PORT: '0', HTTPS_PORT: 'off', STUN_PORT: '0' },
    encoding: 'utf8',
    timeout: 10_000,
  });
  return { status, said: stderr.trim() };
}

test('an extension is loaded by its path, and works for whoever comes', async () => {
  const parley = await startParley({ EXTENSIONS: join(dir, 'wave.js'), HTTPS_PORT: 'off' });
  onTestFinished(parley.stop);
  const anna = await connectPlain(parley.http ?? '');
  await anna.ask('join', 'kitchen');
  expect(await anna.ask('wave', 'kitchen')).toEqual({ ok: true });
  expect(await anna.next('waved')).toBeDefined();
  await anna.close();
});

test.each([
  ['./nowhere.js', 'is not found; install it, or name a file by its path.'],
  ['parley-extension-nowhere', 'is not found; install it, or name a file by its path.'],
  ['./empty.js', 'exports no extension; export what defineExtension gives back.'],
  ['./deaf.js', 'has no handler for "deaf".'],
  ['./lock.js', 'can\'t be added: the extension "lock" is declared twice.'],
  ['./broken.js', "can't be loaded: no database."],
])('what is wrong with %s ends the start, by its name', (name, what) => {
  expect(complaint(name)).toEqual({ status: 1, said: `EXTENSIONS names "${name}", which ${what}` });
});

test('of two that share a word the second is named', () => {
  expect(complaint('./wave.js, ./also-wave.js').said).toBe(
    'EXTENSIONS names "./also-wave.js", which can\'t be added: the notice "waved" is declared twice.',
  );
});

test('a file that a module misses is not taken for the module', () => {
  const { said } = complaint('./lost.js');
  expect(said).toContain(
    'EXTENSIONS names "./lost.js", which can\'t be loaded: Cannot find module',
  );
  expect(said).toContain('nowhere.js');
});
