import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { removeRoot } from '../support/bare-root.ts';
import { buildImage, type Image } from '../support/container-build.ts';
import { freePort } from '../support/free-port.ts';
import { type Circumstances, runInRoot, startInRoot } from '../support/in-root.ts';
import { connectRaw } from '../support/raw-client.ts';
import { waitFor } from '../support/tab.ts';

/** What engines wait, before they kill. */
const STOPPED_MS = 10_000;
const MAX_MEGABYTES = 300;

let image: Image;
beforeAll(async () => {
  image = await buildImage('deploy/container/Containerfile', inject('bareRoot'));
});
afterAll(() => removeRoot(image.root));

test('the image holds what is needed to run, and nothing of the build', async () => {
  const has = (path: string) => existsSync(join(image.root, path));
  expect(has('opt/parley/dist/server/parley.js')).toBe(true);
  for (const path of ['usr/bin/npm', 'opt/parley/server', 'opt/parley/node_modules/typescript']) {
    expect(has(path)).toBe(false);
  }
  const folders = ['bin', 'etc', 'lib', 'opt', 'sbin', 'usr', 'var'].map((name) => `/${name}`);
  const sizes = await runInRoot(image.root, ['du', '--summarize', '--block-size=1M', ...folders]);
  const megabytes = sizes.split('\n').map((line) => Number.parseInt(line, 10) || 0);
  expect(megabytes.reduce((sum, one) => sum + one, 0)).toBeLessThan(MAX_MEGABYTES);
});

test('its user is not root, and can change nothing but the folder that outlives the container', async () => {
  expect(await runInRoot(image.root, ['id', '--user'], image)).toBe('10001\n');
  const writable = ['find', '/', '-xdev', '-writable', '-not', '-type', 'l'];
  const found = await runInRoot(
    image.root,
    ['sh', '-c', `${writable.join(' ')} 2> /dev/null || true`],
    image,
  );
  const places = found
    .trim()
    .split('\n')
    .filter((path) => !/^\/(var\/)?tmp|^\/run\/lock/.test(path));
  expect(places).toEqual(image.volumes);
});

/** As an engine starts it: its command by its user, as the first of its processes. */
async function startContainer() {
  const [http, https, stun] = [await freePort(), await freePort(), await freePort()];
  const ports = { HTTP_PORT: `${http}`, HTTPS_PORT: `${https}`, STUN_PORT: `${stun}` };
  const circumstances: Circumstances = {
    ...image,
    environment: { ...image.environment, ...ports },
  };
  const running = startInRoot(image.root, image.command, circumstances);
  const isHealthy = () =>
    runInRoot(image.root, image.healthCheck, circumstances).then(
      () => true,
      () => false,
    );
  return { ...running, url: `http://localhost:${http}`, isHealthy };
}

test('it becomes healthy, lets people in, keeps what has to be kept, and ends in time', async () => {
  const container = await startContainer();
  const ended = once(container.process, 'exit');
  try {
    await waitFor('its health', container.isHealthy);
    const people = [await connectRaw(container.url), await connectRaw(container.url)];
    const answers = await Promise.all(people.map((person) => person.ask('join', 'kitchen')));
    expect(answers).toEqual([
      expect.objectContaining({ ok: true }),
      expect.objectContaining({ ok: true }),
    ]);
    const [volume = ''] = image.volumes;
    for (const kept of ['seat-secret', 'key.pem', 'assets']) {
      expect(existsSync(join(image.root, volume, kept))).toBe(true);
    }
    const { signals } = constants;
    process.kill(container.first(), signals[image.stopSignal as keyof typeof signals]);
    const asked = performance.now();
    expect(await ended).toEqual([0, null]);
    expect(performance.now() - asked).toBeLessThan(STOPPED_MS);
    expect(await container.isHealthy()).toBe(false);
  } finally {
    container.process.kill('SIGKILL');
  }
});

test('what the image says it listens on are the ports of the settings', async () => {
  const found = JSON.parse(
    await runInRoot(image.root, [...image.command.slice(0, -1), 'config', '--json'], image),
  );
  const ports = [found.HTTP_PORT.value, found.HTTPS_PORT.value, `${found.STUN_PORT.value}/udp`];
  expect(image.exposed).toEqual(ports.map(String));
});

test('nothing gets into the image that git does not know', () => {
  const ignored = readFileSync('.gitignore', 'utf8').split('\n').filter(Boolean);
  expect(ignored).toContain('.env');
  const allowed = readFileSync('.dockerignore', 'utf8');
  for (const name of ['.env', 'certs', 'node_modules', 'dist'])
    expect(allowed).not.toContain(`!${name}`);
});
