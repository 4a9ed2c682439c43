import { createServer, type IncomingHttpHeaders } from 'node:http';
import { Agent, type RequestOptions, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:tls';
import { describe, expect, onTestFinished, test } from 'vitest';
import { mediaArrives, negotiations } from '../support/arrivals.ts';
import { eventually } from '../support/eventually.ts';
import { type Nginx, startNginx } from '../support/nginx.ts';
import { type Parley, startParley } from '../support/parley.ts';
import { chromiumPerson } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import { findNginx } from '../support/programs.ts';

const sites = [
  { conf: 'deploy/nginx/parley.conf', basePath: '' },
  { conf: 'deploy/nginx/parley-subpath.conf', basePath: '/calls' },
];

async function nginx(conf: string, upstream: string | null): Promise<Nginx> {
  const started = await startNginx(conf, Number(new URL(upstream ?? '').port));
  onTestFinished(() => started.stop());
  return started;
}

/** As deploy/nginx/README.md says. */
async function parleyBehind(
  basePath: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Parley> {
  const behind = { HOST: '127.0.0.1', HTTPS_PORT: 'off', TRUST_PROXY: '127.0.0.1' };
  const parley = await startParley({ ...behind, BASE_PATH: basePath, ...settings });
  onTestFinished(() => parley.stop());
  return parley;
}

/** The certificate is nobody's that a browser knows. */
const newPerson = () => chromiumPerson({ args: ['--ignore-certificate-errors'] });

async function meet(url: string): Promise<[Person, Person]> {
  const pair: [Person, Person] = [await newPerson(), await newPerson()];
  for (const person of pair) await person.join(url);
  await Promise.all(pair.map((person) => person.isTold('Connected')));
  await Promise.all(pair.map((person) => person.seesAndHears()));
  return pair;
}

/** By which way a page has talked with the server, each time that it began to. */
const transports = ({ tab }: Person) =>
  tab.asked
    .map((url) => new URL(url))
    .filter(({ pathname }) => pathname.endsWith('/socket.io/'))
    .map(({ protocol, searchParams }) => `${protocol} ${searchParams.get('transport')}`);

describe.runIf(findNginx()).each(sites)('behind nginx with $conf', ({ conf, basePath }) => {
  test('a call is made, and a reload of nginx in it is nothing', async () => {
    const parley = await parleyBehind(basePath);
    const proxy = await nginx(conf, parley.http);
    const url = `${proxy.https}${basePath}/r/proxied`;
    const pair = await meet(url);
    const [first, second] = pair;
    const before = await Promise.all(pair.map(negotiations));

    await proxy.reload();
    await Promise.all(pair.map(mediaArrives));
    await Promise.all(pair.map((person) => person.seesAndHears()));
    expect(await Promise.all(pair.map(negotiations))).toEqual(before);
    const third = await newPerson();
    await third.join(url);
    await third.isTold('Room is full');
    await first.hangUp();
    await second.isTold('Call ended');

    for (const person of pair) {
      expect(transports(person)).toEqual(['wss: websocket']);
      expect(person.tab.errors).toEqual([]);
    }
    await eventually(() => {
      const told = parley.lines.filter(({ category }) => category === 'rooms');
      const changes = told.filter(({ message }) => message !== 'connected');
      expect(changes.slice(0, 4).map(({ message }) => message)).toEqual([
        'joined',
        'joined',
        'refused',
        'left',
      ]);
    });
  });

  test('the server learns the true address, name and scheme, whatever the client says', async () => {
    const echo = createServer(({ headers }, response) => response.end(JSON.stringify(headers)));
    await new Promise<void>((listening) => echo.listen(0, '127.0.0.1', listening));
    onTestFinished(() => void echo.close());
    const { port } = echo.address() as AddressInfo;
    const proxy = await nginx(conf, `http://127.0.0.1:${port}`);
    const { host } = new URL(proxy.https);
    const lies = { 'X-Forwarded-For': '198.51.100.7', 'X-Forwarded-Proto': 'http' };
    const heard = await headersHeard(`${proxy.https}${basePath}/`, {
      ...lies,
      'X-Forwarded-Host': 'elsewhere.example',
    });
    expect(heard).toMatchObject({
      host,
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': host,
    });
  });

  // All of 127/8 is this machine, on Linux alone.
  test.runIf(process.platform === 'linux')(
    'people are counted by their own addresses, and nobody by one that they claim',
    async () => {
      const parley = await parleyBehind(basePath, { LIMIT_CONNECTIONS_PER_ADDRESS: '1' });
      const proxy = await nginx(conf, parley.http);
      const enter = (localAddress: string, claimed: string) => {
        const url = `${proxy.https}${basePath}/socket.io/?EIO=4&transport=polling`;
        const agent = new Agent({ localAddress, family: 4, rejectUnauthorized: false });
        onTestFinished(() => agent.destroy());
        return statusOf(url, { agent, headers: { 'X-Forwarded-For': claimed } });
      };
      expect(await enter('127.0.0.2', '198.51.100.2')).toBe(200);
      expect(await enter('127.0.0.2', '198.51.100.3')).not.toBe(200);
      expect(await enter('127.0.0.3', '198.51.100.2')).toBe(200);
    },
  );

  test('twenty people of one address open the page at once, and none is refused', async () => {
    const parley = await parleyBehind(basePath);
    const proxy = await nginx(conf, parley.http);
    const agent = new Agent({ keepAlive: true, maxSockets: 100, rejectUnauthorized: false });
    onTestFinished(() => agent.destroy());
    const asked = Array.from({ length: 20 * 50 }, () =>
      statusOf(`${proxy.https}${basePath}/`, { agent }),
    );
    expect(new Set(await Promise.all(asked))).toEqual(new Set([200]));
  });

  test('HTTP is sent to HTTPS, but for what certbot asks; HTTP/2 is spoken', async () => {
    const parley = await parleyBehind(basePath);
    const proxy = await nginx(conf, parley.http);
    const answer = await fetch(`${proxy.http}${basePath}/r/kitchen`, { redirect: 'manual' });
    expect(answer.status).toBe(308);
    expect(answer.headers.get('location')).toBe(`https://localhost${basePath}/r/kitchen`);
    expect((await fetch(`${proxy.http}/.well-known/acme-challenge/none`)).status).toBe(404);
    expect(await protocolSpoken(proxy.https)).toBe('h2');
  });
});

function statusOf(url: string, options: RequestOptions): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode));
    });
    sent.on('error', reject).end();
  });
}

function headersHeard(
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<IncomingHttpHeaders> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers, rejectUnauthorized: false, agent: false }, (response) => {
      let text = '';
      response.on('data', (data) => {
        text += data;
      });
      response.on('end', () => resolve(JSON.parse(text)));
    });
    sent.on('error', reject).end();
  });
}

function protocolSpoken(url: string): Promise<string | false | null> {
  const { hostname: host, port } = new URL(url);
  const options = { host, port: Number(port), rejectUnauthorized: false };
  return new Promise((resolve, reject) => {
    const socket = connect({ ...options, ALPNProtocols: ['h2', 'http/1.1'] }, () => {
      resolve(socket.alpnProtocol);
      socket.destroy();
    });
    socket.on('error', reject);
  });
}
