import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { settings } from '../../server/config/settings.ts';
import { startParley } from '../support/parley.ts';

const SECRET = 'a secret that nobody may see';
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'parley-test-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

function parley(args: readonly string[], environment: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [resolve('dist/server/parley.js'), ...args],
    { cwd: dir, env: environment, encoding: 'utf8', timeout: 10_000 },
  );
  return { status, said: stdout.trim(), complained: stderr.trim() };
}

test('config shows each setting, where it is from, and no secret', () => {
  writeFileSync(join(dir, '.env'), 'CAPACITY=3\nHOST=here.example\nHTPP_PORT=1\n');
  writeFileSync(join(dir, 'turn'), SECRET);
  const shown = parley(['config'], {
    HOST: '127.0.0.1',
    TURN_SECRET_FILE: join(dir, 'turn'),
    SEAT_SECRET: SECRET,
  });
  expect(shown).toMatchObject({
    status: 0,
    complained: 'HTPP_PORT is not a setting; did you mean HTTP_PORT?',
  });
  const lines = shown.said.split('\n').map((line) => line.trim().split(/ {2,}/));
  expect(lines.map(([name]) => name)).toEqual(Object.keys(settings));
  expect(lines).toEqual(
    expect.arrayContaining([
      ['CAPACITY', '3', '.env'],
      ['HOST', '127.0.0.1', 'environment'],
      ['HTTP_PORT', '8080', 'default'],
      ['SEAT_SECRET', '(set)', 'environment'],
      ['TURN_SECRET', '(set)', join(dir, 'turn')],
      ['ICE_SERVERS', '(not set)', 'default'],
    ]),
  );
  expect(shown.said).not.toContain(SECRET);
});

test('config --json is for programs, and as silent about secrets', () => {
  const { status, said } = parley(['config', '--json'], { SEAT_SECRET: SECRET, CAPACITY: '4' });
  expect(status).toBe(0);
  expect(JSON.parse(said)).toMatchObject({
    CAPACITY: { value: '4', origin: 'environment' },
    SEAT_SECRET: { isSet: true, origin: 'environment' },
    TURN_SECRET: { isSet: false, origin: 'default' },
  });
  expect(said).not.toContain(SECRET);
});

test('settings that are wrong: a line each, no secret in it, exit code 1', () => {
  const environment = { CAPACITY: 'two', SEAT_SECRET: 'psst', LOG_LEVEL: 'loud' };
  for (const command of ['config', 'serve']) {
    const { status, said, complained } = parley([command], environment);
    expect({ status, said }).toEqual({ status: 1, said: '' });
    expect(complained.split('\n')).toEqual([
      'CAPACITY is "two"; it must be a number of seats, 2 to 1000.',
      'SEAT_SECRET is not usable; it must be a text of 16 characters or more.',
      'LOG_LEVEL is "loud"; it must be error, warn, info or debug.',
    ]);
  }
});

test('the help names every command and every setting', () => {
  const { status, said } = parley(['--help']);
  expect(status).toBe(0);
  for (const word of ['parley serve', 'parley config', ...Object.keys(settings)]) {
    expect(said).toContain(word);
  }
  expect(parley(['help']).said).toBe(said);
  expect(parley(['help', 'config'])).toEqual(parley(['config', '--help']));
  expect(parley(['help', 'config']).said).toContain('--json');
});

test('the version is that of the package', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(parley(['--version'])).toEqual({ status: 0, said: version, complained: '' });
});

test.each([
  [['confg'], '"confg" is no command; did you mean "parley config"? "parley help" says'],
  [['help', 'dance'], '"dance" is no command; "parley help" says'],
  [['config', '--jsn'], '"parley config" does not take --jsn; "parley help config" says'],
  [['serve', 'now'], '"parley serve" does not take now; "parley help serve" says'],
  [['--port'], '"parley serve" does not take --port; "parley help serve" says'],
])('%j is not understood: what to do next, exit code 2', (args, words) => {
  const { status, said, complained } = parley(args);
  expect({ status, said }).toEqual({ status: 2, said: '' });
  expect(complained).toContain(words);
});

test('the server reads .env, and its log points out what is no setting', async () => {
  writeFileSync(join(dir, '.env'), 'HTTPS_PORT=off\nCAPACTY=3\n');
  const server = await startParley({ CERTS_DIR: dir, HTTPS_PORT: '', PARLEY_PORT: '1' });
  onTestFinished(() => server.stop());
  expect(server.https).toBeNull();
  const warned = server.lines.filter(({ level }) => level === 'warn').map((line) => line.message);
  expect(warned).toEqual([
    'PARLEY_PORT is not a setting; did you mean HTTP_PORT?',
    'CAPACTY is not a setting; did you mean CAPACITY?',
  ]);
});
