import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { parseRoomId } from '../../protocol/ids.ts';
import { createInvitations } from '../../server/invitations.ts';
import { freePort } from '../support/free-port.ts';
import { connectPlain } from '../support/plain-client.ts';
import { samples, samplesOf } from '../support/samples.ts';
import { frames } from './fragments.ts';
import { createFreshFolder, type FreshFolder, type Running } from './fresh-folder.ts';

const GUIDE = 'docs/extensions.md';
/** Those that are whole files stand in examples/ too: a unit test compares them. */
const fragments = samples
  .filter(({ language, file }) => ['ts', 'js'].includes(language) && file === null)
  .map(({ page, language, text }, index) => {
    const { before, after } = frames[page] ?? { before: '', after: '' };
    const file = `fragment-${index}.${language}`;
    return { page, file, text: `${before}\n${text}\n${after}\n` };
  });

function fragmentOf(page: string): string {
  return fragments.find((one) => one.page === page)?.file.replace(/\.ts$/, '.js') ?? '';
}

let folder: FreshFolder;
let site: Running;
let url: string;
beforeAll(async () => {
  folder = await createFreshFolder();
  for (const { file, text } of fragments) await folder.write(file, text);
  await folder.run('npx', 'tsc');
  const port = await freePort();
  url = `http://localhost:${port}`;
  site = folder.start('exec node out/server.js', { PORT: `${port}`, STUN_PORT: '0' });
  await site.line('open');
});
afterAll(async () => {
  await site?.stop();
  await folder?.remove();
});

function start(command: string, environment?: Readonly<Record<string, string>>): Running {
  const running = folder.start(`exec ${command}`, environment);
  onTestFinished(running.stop);
  return running;
}

test('a site has Parley under a path, and its own pages beside it', async () => {
  expect(await (await fetch(url)).text()).toContain('Meet in the kitchen');
  expect(await (await fetch(`${url}/calls/r/kitchen`)).text()).toContain('<title>Parley');
});

test('a bot answers what is written to it, and speaks to an extension, with words that both ends know', async () => {
  start(`node out/bot.js ${url} kitchen`);
  const visitor = start(`node out/visitor.js ${url} kitchen`);
  expect(await visitor.line('met')).toBe('{"met":"Bot"}');
  expect(await visitor.line('answer')).toBe('{"answer":"You said: hello"}');
  expect(await visitor.line('raised')).toBe('{"raised":1}');
  expect(await visitor.line('refusal')).toContain('"code":"hand-is-down"');
});

test.each([
  ['by its path', GUIDE],
  ['by the name of its package', null],
])('the extension of the guide is loaded %s, and does what the guide says', async (_how, page) => {
  const asGuided = samplesOf(GUIDE, 'sh').find((text) => text.includes('EXTENSIONS=')) ?? '';
  const byName = 'LEAVE_OUT=hands EXTENSIONS=parley-extension-hands npx parley';
  const port = await freePort();
  const settings = { HTTP_PORT: `${port}`, HTTPS_PORT: 'off', STUN_PORT: 'off' };
  if (page === null) await makePackage();
  const parley = folder.start(page === null ? byName : asGuided, settings);
  onTestFinished(parley.stop);
  await parley.line('listening');
  const [asked = '', heard = ''] = samplesOf(GUIDE, 'json');
  const client = await connectPlain(`http://localhost:${port}`);
  const answers = linesOf(asked).map(({ event, args }) => client.ask(String(event), ...args));
  const [, ...told] = await Promise.all(answers);
  expect(told).toEqual(linesOf(heard).map(({ args }) => args[0]));
  await client.close();
});

interface Frame {
  readonly event?: string;
  readonly args: readonly unknown[];
}

function linesOf(block: string): Frame[] {
  return block
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Frame);
}

async function makePackage(): Promise<void> {
  const path = 'node_modules/parley-extension-hands';
  await mkdir(join(folder.path, path));
  await cp(join(folder.path, 'out/hands.js'), join(folder.path, path, 'index.js'));
  await folder.write(`${path}/package.json`, '{"type": "module", "exports": "./index.js"}');
}

test('the client of the guide hears and says what it says', async () => {
  const client = start(`node out/${fragmentOf(GUIDE)} ${url}`);
  expect(await client.line('in line')).toBe('number 1 in line');
  expect(await client.line('are up')).toBe('1 hands are up');
});

test('an invitation as docs/running.md makes it opens the room', async () => {
  const secret = 'a secret of two sites, 32 characters long';
  const signing = start(`node ${fragmentOf('docs/running.md')}`, { TOKEN_SECRET: secret });
  const settings = { TOKEN_SECRET: secret, TOKEN_KEYS: null, REQUIRE_TOKEN: true };
  const invitations = await createInvitations(settings, Date.now);
  const room = parseRoomId('ward-3');
  if (!room) throw new Error('no room');
  const invitation = await invitations.read(await signing.line('.'), room);
  expect(invitation).toEqual({ isHost: true, name: 'Dr. Lê' });
});

test('every fragment in the documentation is run by one of these', () => {
  expect(fragments.map(({ page }) => page)).toEqual(Object.keys(frames).sort());
});
