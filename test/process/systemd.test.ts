import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findSystemdAnalyze } from '../support/programs.ts';

const UNIT = 'deploy/systemd/parley.service';
const SETTINGS = 'deploy/systemd/parley.env';
/** In tenths: 0 may do nothing, 100 everything. */
const MAX_EXPOSURE = 20;

const lines = readFileSync(UNIT, 'utf8').split('\n');

/** All that the unit says under a name. */
function said(name: string): string[] {
  return lines
    .filter((line) => line.startsWith(`${name}=`))
    .map((line) => line.slice(name.length + 1));
}

/** What stands for folders that systemd makes, and what it reads from /etc. */
function environmentIn(folder: string): Record<string, string> {
  const given = said('Environment').map((line) =>
    line.replaceAll('%S', folder).replaceAll('%d', folder),
  );
  return { ...parseEnv(readFileSync(SETTINGS, 'utf8')), ...parseEnv(given.join('\n')) } as Record<
    string,
    string
  >;
}

describe.runIf(findSystemdAnalyze())('the unit', () => {
  const analyze = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(findSystemdAnalyze() ?? '', [...args, UNIT], {
      encoding: 'utf8',
    });
    return { status, words: stdout + stderr };
  };

  test('may do little', () => {
    const limits = ['--offline=true', `--threshold=${MAX_EXPOSURE}`, '--no-pager'];
    const { status, words } = analyze('security', ...limits);
    expect(words).toContain('Overall exposure level');
    expect(status).toBe(0);
  });

  test('has no line that systemd does not know', () => {
    const { words } = analyze('verify', '--man=no');
    expect(words.split('\n').filter((line) => line.includes(basename(UNIT)))).toEqual(
      existsSync('/usr/bin/node') ? [] : [expect.stringContaining('/usr/bin/node')],
    );
  });
});

test('the server takes the settings of the service as they are shipped', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-service-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const credential of said('LoadCredential')) {
    writeFileSync(join(folder, credential.split(':')[0] ?? ''), 'a secret of the tests\n');
  }
  const environment = environmentIn(folder);
  const [, program = ''] = said('ExecStart')[0]?.split(' ') ?? [];
  const built = resolve(program.replace('/opt/parley/', ''));
  const { status, stdout, stderr } = spawnSync(process.execPath, [built, 'config', '--json'], {
    env: { PATH: process.env['PATH'], ...environment },
    cwd: folder,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const found = JSON.parse(stdout);
  const names = Object.keys(environment).map((name) => name.replace(/_FILE$/, ''));
  expect(names).toContain('CERTS_DIR');
  for (const name of names) expect(found[name]?.origin).not.toBe('default');
  expect(found.TURN_SECRET).toEqual({ isSet: true, origin: join(folder, 'turn-secret') });
});
