import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ask } from '../support/ask.ts';
import { eventually } from '../support/eventually.ts';
import { type Parley, startParley } from '../support/parley.ts';
import { copyRelease, makeRelease } from '../support/release.ts';

const CHUNK = readdirSync('dist/page/assets').find((name) => /^quality-.*\.js$/.test(name)) ?? '';
const COMPRESSED = { 'Accept-Encoding': 'br' };

let parley: Parley;
let kept: string;
beforeEach(() => {
  kept = mkdtempSync(join(tmpdir(), 'parley-assets-'));
});
afterEach(async () => {
  await parley.stop();
  rmSync(kept, { recursive: true });
});

const start = (program?: string) =>
  startParley({ HTTPS_PORT: 'off', ASSETS_DIR: kept }, [], program);
const update = async (program: string) => {
  parley = await parley.restart('SIGTERM', { program });
};
const askFor = (name: string, headers = {}) => ask(`${parley.http}/assets/${name}`, headers);
const statusOf = async (name: string) => (await askFor(name)).status;
const named = async () => {
  const page = String((await ask(`${parley.http}/`)).body);
  return /assets\/([\w-]+\.js)/.exec(page)?.[1] ?? '';
};

test('assets of the release before are served as they were, those of the one before that are not', async () => {
  parley = await start();
  const first = await named();
  const asServed = await askFor(CHUNK, COMPRESSED);
  await update(makeRelease('2_').program);
  const second = await named();
  expect(second).not.toBe(first);
  const asKept = await askFor(CHUNK, COMPRESSED);
  expect(asKept.body).toEqual(asServed.body);
  expect(asKept.headers).toMatchObject({
    'content-encoding': 'br',
    'content-type': 'text/javascript; charset=UTF-8',
    'cache-control': 'public, max-age=31536000, immutable',
  });
  await update(makeRelease('3_').program);
  expect([await statusOf(first), await statusOf(CHUNK)]).toEqual([404, 404]);
  expect([await statusOf(second), await statusOf(await named())]).toEqual([200, 200]);
  expect(readdirSync(kept)).toHaveLength(2);
});

test('a restart is no update: what was before stays', async () => {
  parley = await start();
  const next = makeRelease('2_').program;
  await update(next);
  await update(next);
  expect(await statusOf(CHUNK)).toBe(200);
});

test('a server whose files are built anew under it serves what it began with, until its end', async () => {
  const { program, page } = copyRelease();
  parley = await start(program);
  const asServed = await askFor(CHUNK, COMPRESSED);
  rmSync(join(page, 'assets'), { recursive: true });
  const after = await askFor(CHUNK, COMPRESSED);
  expect(after.status).toBe(200);
  expect(after.headers).toMatchObject({
    'content-encoding': 'br',
    'content-type': asServed.headers['content-type'],
    'cache-control': asServed.headers['cache-control'],
  });
  expect(after.body).toEqual(asServed.body);
});

test('where they can not be kept the log says so, and the page is served', async () => {
  const path = join(kept, 'a file');
  writeFileSync(path, '');
  parley = await startParley({ HTTPS_PORT: 'off', ASSETS_DIR: path });
  expect(await statusOf(await named())).toBe(200);
  const said = expect.objectContaining({ level: 'warn', in: path, why: 'ENOTDIR' });
  await eventually(() => expect(parley.lines).toContainEqual(said));
});
