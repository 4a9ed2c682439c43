import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startParley } from '../support/parley.ts';
import { connectPlain } from '../support/plain-client.ts';

const accepted = expect.objectContaining({ ok: true });

async function reach(url: string | null, secret: string) {
  const client = await connectPlain(url ?? '');
  const answer = await client.ask('join', '~.minh', { secret });
  client.drop();
  return answer;
}

test('[C2] a registered name outlives a crash of the server, and its name is in no log', async () => {
  const before = await startParley({ HTTPS_PORT: 'off' });
  expect(await reach(before.http, 'open sesame')).toEqual(accepted);
  const after = await before.restart('SIGKILL', { settings: { LOG_LEVEL: 'debug' } });
  onTestFinished(after.stop);
  expect(await reach(after.http, 'another one')).toMatchObject({ code: 'secret-wrong' });
  expect(await reach(after.http, 'open sesame')).toEqual(accepted);
  expect(JSON.stringify([before.lines, after.lines])).not.toContain('minh');
});

test('[C2] names are kept in the file that is named, as hashes', async () => {
  const parley = await startParley({ HTTPS_PORT: 'off', NAMES_FILE: 'people/names.json' });
  onTestFinished(parley.stop);
  expect(await reach(parley.http, 'open sesame')).toEqual(accepted);
  const folder = `/proc/${parley.process.pid}/cwd`;
  const text = await readFile(join(folder, 'people/names.json'), 'utf8');
  expect(text).toContain('minh');
  expect(text).not.toContain('sesame');
});

test('a server without a directory knows none of its words', async () => {
  const parley = await startParley({ HTTPS_PORT: 'off', DIRECTORY: 'no' });
  onTestFinished(parley.stop);
  const client = await connectPlain(parley.http ?? '');
  expect(await client.ask('list-names', '~.')).toMatchObject({ code: 'unknown-event' });
  client.drop();
});
