import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { configureLog, flushLog } from '../../server/log.ts';

const MEGABYTE = 1024 * 1024;
let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'parley-test-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

test('log files are put aside when they are full, and the oldest go', async () => {
  const logFor = configureLog({
    LOG_LEVEL: 'info',
    LOG_FORMAT: 'text',
    LOG_FILE: join(dir, 'of', 'parley.log'),
    LOG_FILE_MEGABYTES: 1,
    LOG_FILE_KEEP: 2,
  });
  const log = logFor('rooms');
  for (let line = 1; line <= 5000; line += 1) log.info('x'.repeat(1000), { line });
  await flushLog();
  const files = readdirSync(join(dir, 'of')).map((name) => join(dir, 'of', name));
  expect(files.map((file) => file.slice(dir.length))).toEqual(
    ['', '.1', '.2'].map((end) => `/of/parley.log${end}`),
  );
  for (const file of files) expect(statSync(file).size).toBeLessThan(1.1 * MEGABYTE);
  const lines = readFileSync(files[0] ?? '', 'utf8')
    .trimEnd()
    .split('\n');
  expect(lines.at(-1)).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z info {2}rooms {2}x+ line=5000$/);
  // It tells of people: others on this machine don't read it.
  for (const file of files) expect(statSync(file).mode & 0o077).toBe(0);
});
