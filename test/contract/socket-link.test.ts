import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type ClientRequest, createServer as createHttpServer } from 'node:http';
import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createSocketLink } from '../../client/call/socket-link.ts';
import { serve } from '../support/serve.ts';
import { waitFor } from '../support/tab.ts';

/** A way to the server on which nothing more may get through, and nobody is told. */
async function createWay(url: string): Promise<{ url: string; silence(): void }> {
  const pairs: (readonly [Socket, Socket])[] = [];
  const server: Server = createServer((near) => {
    const far = dial(Number(new URL(url).port), '127.0.0.1');
    pairs.push([near, far]);
    near.pipe(far).pipe(near);
    for (const end of [near, far]) end.on('error', () => {});
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.close();
    for (const end of pairs.flat()) end.destroy();
  });
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    silence() {
      for (const [near, far] of pairs) near.unpipe(far).resume() && far.unpipe(near).resume();
    },
  };
}

test('a link that is dead and does not know it is found out by a check, and made anew', async () => {
  const served = await serve();
  onTestFinished(() => served.close());
  const way = await createWay(served.url);
  const link = createSocketLink({ url: way.url });
  onTestFinished(() => link.close());
  const ups: boolean[] = [];
  link.onUp((isUp) => ups.push(isUp));
  await waitFor('the link', async () => link.isUp);
  way.silence();
  const asked = performance.now();
  link.check();
  await waitFor('a new link', async () => ups.length === 3);
  expect(performance.now() - asked).toBeLessThan(2000);
  expect(ups).toEqual([true, false, true]);
});

test('a link that is alive stands through a check', async () => {
  const served = await serve();
  onTestFinished(() => served.close());
  const link = createSocketLink({ url: served.url });
  onTestFinished(() => link.close());
  const ups: boolean[] = [];
  link.onUp((isUp) => ups.push(isUp));
  await waitFor('the link', async () => link.isUp);
  link.check();
  const asked = performance.now();
  await waitFor('more than the time of an answer', async () => performance.now() > asked + 1500);
  expect(ups).toEqual([true]);
});

/** Of this process, as they go out: how late they arrive says nothing of when they were made. */
function watchTries(port: number): readonly Try[] {
  const tries: Try[] = [];
  const see = (message: unknown): void => {
    const { request } = message as { readonly request: ClientRequest };
    const { host, searchParams } = new URL(request.path, `http://${request.getHeader('host')}`);
    if (!host.endsWith(`:${port}`)) return;
    tries.push({ at: performance.now(), way: searchParams.get('transport') });
  };
  subscribe('http.client.request.start', see);
  onTestFinished(() => void unsubscribe('http.client.request.start', see));
  return tries;
}

interface Try {
  readonly at: number;
  readonly way: string | null;
}

test('[W6] a link that is refused tries once a second at most, one way each time, whatever hurries it', async () => {
  const server = createHttpServer((_request, response) => response.writeHead(503).end());
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const { port } = server.address() as { port: number };
  const tries = watchTries(port);
  const link = createSocketLink({ url: `http://127.0.0.1:${port}` });
  onTestFinished(() => link.close());
  await waitFor('the tries', () => {
    link.hurry();
    return Promise.resolve(tries.length >= 5);
  });
  // Whoever opens the page waits for no second try where WebSocket is not let through.
  expect(tries.slice(0, 5).map(({ way }) => way)).toEqual([
    'websocket',
    'polling',
    'websocket',
    'websocket',
    'polling',
  ]);
  const [first, , ...later] = tries.map(({ at }) => at);
  const times = [first ?? 0, ...later];
  const pauses = times.slice(1).map((at, index) => at - (times[index] ?? 0));
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(1000);
});
