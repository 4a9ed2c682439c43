import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';

/** Commands for a whole machine: here they only say that they were called. */
const PRETENDED = [
  'apt-get',
  'npm',
  'ufw',
  'certbot',
  'chown',
  'systemctl',
  'nginx',
  'curl',
  'node',
] as const;
/** The sources are here already. */
const GIT = `#!/bin/sh\n[ "$1" = clone ] && ln -s "${resolve('.')}" "$3"\n`;
/** What Debian's packages bring. */
const FOLDERS = [
  'etc/systemd/system',
  'etc/nginx/sites-available',
  'etc/nginx/sites-enabled',
  'opt',
  'bin',
];

const guide = readFileSync('docs/install.md', 'utf8');
const commands = [...guide.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block).join('');

function writeProgram(path: string, text: string): void {
  writeFileSync(path, text);
  chmodSync(path, 0o755);
}

/** Of turnserver.conf; those that are said more than once, the last time. */
function optionsOf(conf: string): Record<string, string> {
  return Object.fromEntries([...conf.matchAll(/^([a-z-]+)=(.*)$/gm)].map(([, ...pair]) => pair));
}

/** A folder that stands for the machine, which all paths of its own lead into. */
function createMachine(): { readonly root: string; run(script: string): string } {
  const root = mkdtempSync(join(tmpdir(), 'parley-machine-'));
  for (const folder of FOLDERS) mkdirSync(join(root, folder), { recursive: true });
  for (const name of PRETENDED) {
    writeProgram(join(root, 'bin', name), `#!/bin/sh\necho "${name} $*" >> "${root}/called"\n`);
  }
  writeProgram(join(root, 'bin/git'), GIT);
  return {
    root,
    run(script) {
      const here = script.replace(/(?<![\w.-])\/(?=(etc|opt|var)\/)/g, `${root}/`);
      const env = { PATH: `${join(root, 'bin')}:${process.env['PATH']}`, RENEWED_LINEAGE: root };
      const { stdout, stderr } = spawnSync('sh', ['-eu', '-c', here], { env, encoding: 'utf8' });
      return stdout + stderr;
    },
  };
}

describe('the guide, followed command by command', () => {
  let words: string;
  let root: string;
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  const called = () => read('called').trim().split('\n');
  beforeAll(() => {
    const machine = createMachine();
    root = machine.root;
    words = machine.run(commands);
  });
  afterAll(() => rmSync(root, { recursive: true }));

  test('goes through to its end', () => {
    expect(words).toBe('');
    expect(called()).toContain('systemctl enable --now parley');
    expect(called().at(-1)).toBe('systemctl restart parley');
  });

  test('leaves nothing in capitals that was to be replaced', () => {
    const made = ['parley/parley.env', 'turnserver.conf', 'nginx/sites-enabled/parley.conf'];
    for (const path of made) {
      const inForce = read(`etc/${path}`).replace(/^ *#.*/gm, '');
      expect(inForce).not.toMatch(/EXAMPLE\.ORG|SECRET/);
    }
    expect(read('etc/nginx/sites-enabled/parley.conf')).toContain('server_name calls.example.org;');
  });

  test('gives service and relay the same secret, which nobody else reads', () => {
    const secret = read('etc/parley/turn-secret').trim();
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(read('etc/turnserver.conf')).toContain(`\nstatic-auth-secret=${secret}\n`);
    expect(statSync(join(root, 'etc/parley/turn-secret')).mode & 0o077).toBe(0);
    expect(statSync(join(root, 'etc/turnserver.conf')).mode & 0o007).toBe(0);
  });

  test('opens the ports that the relay listens on, where the service says that it is', () => {
    const relay = optionsOf(read('etc/turnserver.conf'));
    const opened = called().filter((line) => line.startsWith('ufw allow'));
    expect(opened).toContain(`ufw allow ${relay['listening-port']}`);
    expect(opened).toContain(`ufw allow ${relay['tls-listening-port']}/tcp`);
    expect(opened).toContain(`ufw allow ${relay['min-port']}:${relay['max-port']}/udp`);
    const [plain, secure] = ['listening-port', 'tls-listening-port'].map((name) => relay[name]);
    expect(parseEnv(read('etc/parley/parley.env'))['TURN_URLS']).toBe(
      `turn:calls.example.org:${plain},turns:calls.example.org:${secure}?transport=tcp`,
    );
  });
});

test('a certificate is handed to coturn, for its user alone, and both programs read it', () => {
  const { root, run } = createMachine();
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const name of ['fullchain.pem', 'privkey.pem']) writeFileSync(join(root, name), name);
  expect(run(readFileSync('deploy/coturn/certificate-hook.sh', 'utf8'))).toBe('');
  const relay = optionsOf(readFileSync('deploy/coturn/turnserver.conf', 'utf8'));
  for (const path of [relay['cert'], relay['pkey']]) {
    const kept = join(root, path ?? '');
    expect(readFileSync(kept, 'utf8')).toBe(basename(kept));
    expect(statSync(kept).mode & 0o777).toBe(0o640);
  }
  const called = readFileSync(join(root, 'called'), 'utf8');
  expect(called).toContain('chown root:turnserver');
  expect(called).toContain('systemctl kill --signal=SIGUSR2 coturn');
  expect(called).toContain('systemctl reload nginx');
});
