import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { copyRoot, removeRoot } from '../support/bare-root.ts';
import { bootMachine, type Machine } from '../support/machine.ts';
import { waitFor } from '../support/tab.ts';

const NAME = 'calls.example.org';
const guide = readFileSync('docs/install.md', 'utf8');

/** Chapters that ask registries; all others have the machine's own network, where the name leads to itself. */
const OUTER = ['1. Programs', '2. Parley', 'Updating'];

const [introduction = '', ...chapters] = guide.split(/^## /m);
const commandsOf = (text: string) =>
  [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block).join('');
const titleOf = (chapter: string) => chapter.split('\n', 1)[0] ?? '';
const [, installNode = ''] = /Debian 13 has it: `([^`]+)`/.exec(guide) ?? [];

let root: string;
let machine: Machine;

/** What a person has typed by then stays in force: two variables, and a folder. */
function follow(title: string): Promise<string> {
  const chapter = chapters.find((one) => titleOf(one) === title);
  if (!chapter) throw new Error(`the guide has no chapter ${title}`);
  const before = commandsOf(introduction).replace(/^REPOSITORY=.*$/m, 'REPOSITORY=/srv/parley');
  const folder = 'if [ -d /opt/parley ]; then cd /opt/parley; fi';
  const network = OUTER.includes(title) ? 'outer' : 'own';
  return machine.run([before, folder, commandsOf(chapter)].join('\n'), network);
}

/** The sources as they stand here, known to git there. */
async function publish(): Promise<void> {
  const { stdout } = spawnSync('git', ['ls-files', '-co', '--exclude-standard'], {
    encoding: 'utf8',
  });
  for (const path of stdout.trim().split('\n')) {
    const to = join(root, 'srv/parley', path);
    mkdirSync(dirname(to), { recursive: true });
    cpSync(path, to);
  }
  await commit('As it stands');
}

async function commit(subject: string): Promise<void> {
  const identity = '-c user.name=Nobody -c user.email=nobody@example.org';
  await machine.run(
    `cd /srv/parley; git init --quiet; git add --all; git ${identity} commit --quiet -m '${subject}'`,
  );
}

beforeAll(async () => {
  root = copyRoot(inject('bareRoot'));
  machine = await bootMachine(root, [NAME]);
});
afterAll(async () => {
  await machine?.stop();
  removeRoot(root);
});

test('the guide is followed on a bare Debian, and the doctor finds all well', async () => {
  await follow('1. Programs');
  await machine.run(installNode, 'outer');
  cpSync('test/install/pretended-certbot.sh', join(root, 'usr/local/bin/certbot'));
  await publish();
  await follow('2. Parley');
  await follow('3. Firewall');
  await follow('4. Certificate');
  expect(await follow('5. Service')).toContain('serving');
  await follow('6. Relay');
  await follow('7. nginx');
  const found = await follow('8. Is all well?');
  expect(found).not.toMatch(/FAULT|WARNING/);
});

test('a certificate is renewed as it was issued, by the site as it is now', async () => {
  const words = commandsOf(chapters.find((one) => titleOf(one) === '4. Certificate') ?? '');
  await machine.run(`NAME=${NAME}\n${words}`);
  const serial = (of: string) => machine.run(`${of} | openssl x509 -noout -serial`);
  const kept = await serial(`cat /etc/letsencrypt/live/${NAME}/fullchain.pem`);
  for (const port of [443, 5349]) {
    const shown = `openssl s_client -connect ${NAME}:${port} -servername ${NAME} < /dev/null`;
    await waitFor(`the new one on port ${port}`, async () => (await serial(shown)) === kept);
  }
});

test('an update takes the place of the release before, whose assets are served on', async () => {
  const named = async () =>
    (await machine.run('ls /opt/parley/dist/page/assets/quality-*.js')).trim();
  const before = await named();
  await machine.run('sed -i "s/Loading…/Loading …/" /srv/parley/client/ui/locales/en.ts');
  await commit('Another release');
  await follow('Updating');
  const after = await named();
  expect(after).not.toBe(before);
  const ask =
    'curl --silent --retry 5 --retry-all-errors --output /dev/null --write-out %{http_code}';
  const statusOf = (path: string) =>
    machine.run(`${ask} https://${NAME}/assets/${path.split('/').pop()}`);
  expect([await statusOf(before), await statusOf(after)]).toEqual(['200', '200']);
});
