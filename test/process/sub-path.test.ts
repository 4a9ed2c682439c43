import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { enter, openSession } from '../support/http-room.ts';
import { type Parley, startParley } from '../support/parley.ts';

describe('under a BASE_PATH', () => {
  let parley: Parley;
  beforeAll(async () => {
    parley = await startParley({ BASE_PATH: '/calls', HTTPS_PORT: 'off' });
  });
  afterAll(() => parley.stop());

  const get = (path: string) => fetch(`${parley.http}${path}`, { redirect: 'manual' });

  test.each([
    '/calls/',
    '/calls/r/kitchen',
    '/calls/watch/kitchen',
    '/calls/device/kitchen',
    '/calls/healthz',
    '/calls/readyz',
    '/calls/socket.io/socket.io.js',
    '/calls/service-worker.js',
  ])('%s is there', async (path) => {
    expect((await get(path)).status).toBe(200);
  });

  test.each(['/', '/r/kitchen', '/healthz', '/socket.io/socket.io.js', '/callsign/', '/Calls/'])(
    '%s is not',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );

  test.each([
    ['/calls', '/calls/'],
    ['/calls?from=home', '/calls/?from=home'],
  ])('%s leads to %s', async (path, target) => {
    const answer = await get(path);
    expect(answer.status).toBe(307);
    expect(answer.headers.get('location')).toBe(target);
  });

  test('all that the page names is under it, wherever the page is shown', async () => {
    for (const path of ['/calls/', '/calls/r/kitchen', '/calls/nowhere/at/all']) {
      const page = await get(path);
      expect(page.headers.get('cache-control')).toBe('no-store');
      const named = [...(await page.text()).matchAll(/(?:href|src)="([^"]+)"/g)];
      expect(named.length).toBeGreaterThan(3);
      for (const [, target = ''] of named) {
        expect(target).toMatch(/^\/calls\/./);
        expect((await get(target)).status).toBe(200);
      }
    }
  });

  test('programs of WHIP come in there, and are told what helps them to a connection', async () => {
    const at = { url: `${parley.http}/calls` };
    const { page, told, session } = await openSession(at, await enter(at));
    expect(told.headers.get('Location')).toMatch(/^\/calls\/whip\/studio\//);
    expect(told.headers.get('Link')).toMatch(/^<stun:localhost:\d+>; rel="ice-server"$/);
    expect((await fetch(session, { method: 'DELETE' })).status).toBe(200);
    await page.next('bye');
    await page.close();
  });

  test('the page can be installed there', async () => {
    const url = `${parley.http}/calls/manifest.webmanifest`;
    const { start_url, scope, icons } = JSON.parse(await (await fetch(url)).text());
    for (const path of [start_url, scope]) {
      expect(new URL(path, url).href).toBe(`${parley.http}/calls/`);
    }
    for (const { src } of icons) expect((await fetch(new URL(src, url))).status).toBe(200);
  });

  test('the log says where to open it', async () => {
    const said = () => parley.lines.map(({ message }) => message);
    await eventually(() => expect(said()).toContain(`open ${parley.http}/calls/`));
  });
});
