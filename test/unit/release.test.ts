import { expect, test } from 'vitest';
import { createRelease } from '../../client/ui/release.ts';

const SCRIPT = '/calls/assets/index-QK_ZZLdg.js';
const page = (script: string) => new Response(`<script type="module" src="${script}"></script>`);

async function isGone(fetchPage: () => Promise<Response>): Promise<boolean> {
  const release = createRelease({ fetchPage, script: SCRIPT });
  await release.handleMissing();
  return release.isGone.value;
}

test('a part is missing, and the server has another release: it is gone', async () => {
  expect(await isGone(async () => page('/calls/assets/index-B4mxf7mn.js'))).toBe(true);
});

test.each<[string, () => Promise<Response>]>([
  ['is of the same release', async () => page(SCRIPT)],
  ['can not be reached', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['is a proxy without a server', async () => new Response('Bad Gateway', { status: 502 })],
])('a part is missing, and the server %s: it may come yet', async (_, fetchPage) => {
  expect(await isGone(fetchPage)).toBe(false);
});
