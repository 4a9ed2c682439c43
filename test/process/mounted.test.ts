import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocketServer } from 'ws';
import type { AnyExtension } from '../../protocol/extension.ts';
import { createServer, type ServerOptions } from '../../server/server.ts';
import { connectPlain } from '../support/plain-client.ts';

const settings = {
  BASE_PATH: '/calls',
  STUN_PORT: 0,
  SEAT_SECRET: 'a secret of this test alone',
} as const;
const quiet = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };

const waving: AnyExtension = {
  words: {
    name: 'wave',
    requests: { wave: { args: [] } },
    notices: { waved: [] },
    refusals: {},
  },
  initial: null,
  handlers: { wave: ({ from }) => ({ tell: [[{ allBut: from }, 'waved']] }) },
};

function createParley(options: ServerOptions = {}) {
  const parley = createServer({ log: () => quiet, settings, ...options });
  onTestFinished(parley.close);
  return parley;
}

async function listen(host: HttpServer): Promise<string> {
  await new Promise<void>((listening) => host.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void host.close());
  return `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
}

/** Somebody's site, with pages and WebSockets of its own. */
async function openSite() {
  const app = express();
  app.get('/', (_request, response) => void response.send('a site of somebody else'));
  const host = createHttpServer(app);
  const sockets = new WebSocketServer({ noServer: true });
  host.on('upgrade', (request, socket, head) => {
    if (request.url === '/news/ws/plain') {
      sockets.handleUpgrade(request, socket, head, (opened) =>
        opened.send('{"event":"news","args":[]}'),
      );
    }
  });
  return { host, url: await listen(host) };
}

const textOf = async (url: string) => (await fetch(url)).text();

test('mounted under a path of a site it serves the page and the rooms, and the site goes on', async () => {
  const { host, url } = await openSite();
  await createParley({ server: host }).use(waving).start();
  expect(await textOf(`${url}/`)).toBe('a site of somebody else');
  expect((await fetch(`${url}/callsign`)).headers.has('permissions-policy')).toBe(false);
  expect(await textOf(`${url}/calls/r/kitchen`)).toContain('<title>Parley');
  expect(await textOf(`${url}/calls/readyz`)).toBe('serving\n');
  const news = await connectPlain(`${url}/news`);
  expect(await news.next('news')).toBeDefined();
  await news.close();
  const [anna, minh] = [await connectPlain(`${url}/calls`), await connectPlain(`${url}/calls`)];
  expect(await anna.ask('join', 'kitchen')).toMatchObject({ ok: true, capacity: 2 });
  expect(await minh.ask('join', 'kitchen')).toMatchObject({ ok: true });
  expect(await minh.ask('wave', 'kitchen')).toEqual({ ok: true });
  expect(await anna.next('waved')).toBeDefined();
});

test('drained it sends everybody away, closed it is gone; the site goes on', async () => {
  const { host, url } = await openSite();
  const parley = createParley({ server: host, settings: { ...settings, DRAIN_SECONDS: 1 } });
  await parley.start();
  const anna = await connectPlain(`${url}/calls`);
  await anna.ask('join', 'kitchen');
  await parley.drain();
  expect(await anna.closeCode).toBe(1001);
  expect((await fetch(`${url}/calls/readyz`)).status).toBe(503);
  await parley.close();
  expect((await fetch(`${url}/calls/readyz`)).status).toBe(404);
  expect(await textOf(`${url}/`)).toBe('a site of somebody else');
});

test('where the server has no WebSockets of its own, an upgrade elsewhere is refused', async () => {
  const host = createHttpServer((_request, response) => void response.end('here'));
  const url = await listen(host);
  await createParley({ server: host }).start();
  await expect(connectPlain(url)).rejects.toThrow('404');
});

test.each<[string, () => Promise<unknown>]>([
  ['CAPACITY is "1"', async () => createParley({ settings: { CAPACITY: 1 } })],
  [
    'CAPACTY is not a setting.',
    async () => createParley({ settings: { CAPACTY: 3 } as ServerOptions['settings'] & object }),
  ],
  [
    'TURN_URLS is set and TURN_SECRET is not',
    async () => createParley({ settings: { TURN_URLS: ['turn:turn.example'] } }),
  ],
  [
    'the request "wave" is declared twice',
    () =>
      createParley({ extensions: [waving] })
        .use({ ...waving, words: { ...waving.words, name: 'other' } })
        .start(),
  ],
  [
    'BASE_PATH is not set',
    () => {
      const { BASE_PATH: _, ...rest } = settings;
      return createParley({ server: createHttpServer(() => {}), settings: rest }).start();
    },
  ],
])('what is wrong is told at the start: %s', async (why, start) => {
  await expect(start()).rejects.toThrow(why);
});

test('extensions are used before the start', async () => {
  const parley = createParley();
  await parley.start();
  expect(() => parley.use(waving)).toThrow('has started');
});
