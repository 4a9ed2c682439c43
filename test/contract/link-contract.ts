import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type ClientRequest, createServer as createHttpServer } from 'node:http';
import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Link } from '../../client/call/link.ts';
import { parseRoomId, type RoomId } from '../../protocol/ids.ts';
import { connectPlain } from '../support/plain-client.ts';
import { type Served, serve } from '../support/serve.ts';
import { waitFor } from '../support/tab.ts';

const room = parseRoomId('kitchen') as RoomId;

export interface LinkUnderTest {
  create(url: string): Link;
  /** The transports of the tries against a server that refuses them all, in their order. */
  readonly ways: readonly (string | null)[];
  /** How many of these are one try of a person, who waits for no pause between them. */
  readonly atOnce: number;
}

/** What a link does, whatever it goes over. */
export function describeLink(name: string, { create, ways, atOnce }: LinkUnderTest): void {
  async function serveHere(): Promise<Served> {
    const served = await serve();
    onTestFinished(() => served.close());
    return served;
  }

  function open(url: string): { readonly link: Link; readonly ups: boolean[] } {
    const link = create(url);
    onTestFinished(() => link.close());
    const ups: boolean[] = [];
    link.onUp((isUp) => ups.push(isUp));
    return { link, ups };
  }

  async function openUp(url: string): Promise<ReturnType<typeof open>> {
    const opened = open(url);
    await waitFor('the link', async () => opened.link.isUp);
    return opened;
  }

  describe(name, () => {
    test('what is asked while it is down is asked when it is up, and answered before what is told later', async () => {
      const served = await serveHere();
      const { link } = open(served.url);
      const came: unknown[] = [];
      link.onNotice(([event]) => came.push(event));
      link.onOther((event, args) => came.push([event, ...args]));
      link.request('join', [room, { name: 'Anna' }], (answer) => came.push(answer?.ok));
      link.ask('lock', [room, true], (answer) => came.push(answer));
      expect(link.isUp).toBe(false);
      await waitFor('the answers', async () => came.length === 4);
      expect(came).toEqual(['joined', true, ['locked', room, true], { ok: true }]);
    });

    test('what is asked and lost with the connection is answered by null, once it is known to be down', async () => {
      const served = await serveHere();
      const way = await createWay(served.url);
      const { link, ups } = await openUp(way.url);
      way.silence();
      const answers: unknown[] = [];
      link.request('look', [room], (answer) => answers.push(answer, link.isUp, ups.length));
      way.cut();
      await waitFor('the answer', async () => answers.length > 0);
      expect(answers).toEqual([null, false, 2]);
    });

    test('what is asked last is sent before it goes', async () => {
      const served = await serveHere();
      const other = await connectPlain(served.url);
      onTestFinished(() => other.close());
      await other.ask('join', room);
      const { link } = await openUp(served.url);
      link.request('join', [room, {}]);
      await other.next('otherjoin');
      link.request('leave', [room]);
      link.close();
      const [, , departure] = await other.next('bye');
      expect(departure).toBeUndefined();
      expect(link.isUp).toBe(false);
    });

    test('one that is dead and does not know it is found out by a check, and made anew', async () => {
      const served = await serveHere();
      const way = await createWay(served.url);
      const { link, ups } = await openUp(way.url);
      way.silence();
      const asked = performance.now();
      link.check();
      await waitFor('a new link', async () => ups.length === 3);
      expect(performance.now() - asked).toBeLessThan(2000);
      expect(ups).toEqual([true, false, true]);
    });

    test('one that is alive stands through a check', async () => {
      const served = await serveHere();
      const { link, ups } = await openUp(served.url);
      link.check();
      const asked = performance.now();
      const isOver = async () => performance.now() > asked + 1500;
      await waitFor('more than the time of an answer', isOver);
      expect(ups).toEqual([true]);
    });

    test('[W6] one that is refused tries once a second at most, whatever hurries it', async () => {
      const server = createHttpServer((_request, response) => response.writeHead(503).end());
      await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
      onTestFinished(() => void server.close());
      const { port } = server.address() as { port: number };
      const tries = watchTries(port);
      const { link } = open(`http://127.0.0.1:${port}`);
      await waitFor('the tries', () => {
        link.hurry();
        return Promise.resolve(tries.length >= ways.length);
      });
      expect(tries.slice(0, ways.length).map(({ way }) => way)).toEqual(ways);
      const [first = 0, ...others] = tries.map(({ at }) => at);
      const times = [first, ...others.slice(atOnce - 1)];
      const pauses = times.slice(1).map((at, index) => at - (times[index] ?? 0));
      expect(Math.min(...pauses)).toBeGreaterThanOrEqual(1000);
    });
  });
}

interface Way {
  readonly url: string;
  /** Nothing more gets through, and nobody is told. */
  silence(): void;
  cut(): void;
}

/** A way to the server on which things go wrong. */
async function createWay(url: string): Promise<Way> {
  const pairs: (readonly [Socket, Socket])[] = [];
  const server: Server = createServer((near) => {
    const far = dial(Number(new URL(url).port), '127.0.0.1');
    pairs.push([near, far]);
    near.pipe(far).pipe(near);
    for (const end of [near, far]) end.on('error', () => {});
  });
  const cut = (): void => {
    for (const end of pairs.flat()) end.destroy();
  };
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.close();
    cut();
  });
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    silence() {
      for (const [near, far] of pairs) near.unpipe(far).resume() && far.unpipe(near).resume();
    },
    cut,
  };
}

interface Try {
  readonly at: number;
  readonly way: string | null;
}

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
