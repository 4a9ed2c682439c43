import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The Debian that the guide is followed on and the image is made of. */
export const SUITE = 'trixie';

export const SERVICE_POLICY = 'usr/sbin/policy-rc.d';

/** Of apt's configuration, what says how to get at a mirror. */
const FOR_MIRROR = /^Acquire::(https?|Retries|Check-Valid-Until|Check-Date)\b.*;$/;

/** A Debian with nothing in it but what every Debian has, from the mirror of this machine. */
export function makeBareRoot(): string {
  provideMmdebstrap();
  const root = mkdtempSync(join(tmpdir(), 'parley-root-'));
  const options = mirrorOptions().flatMap((option) => ['--aptopt', option]);
  run('mmdebstrap', '--quiet', '--variant=minbase', ...options, SUITE, root, ...sources());
  // Here those of this machine are shown: see in-root.ts.
  for (const name of ['resolv.conf', 'hosts']) writeFileSync(join(root, 'etc', name), '');
  // As in the images of engines: a package that brings a service doesn't start it.
  writeFileSync(join(root, SERVICE_POLICY), '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  return root;
}

/** With what is inside; processes in it have to have ended. */
export function removeRoot(root: string): void {
  rmSync(root, { recursive: true, force: true });
}

/** All of it, for whoever changes it. */
export function copyRoot(from: string): string {
  const root = mkdtempSync(join(tmpdir(), 'parley-root-'));
  run('cp', '--archive', '--reflink=auto', `${from}/.`, root);
  return root;
}

/** Throws what the command said where it fails. */
export function run(command: string, ...args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status === 0) return stdout;
  throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? stderr}`);
}

function provideMmdebstrap(): void {
  if (process.getuid?.() !== 0) throw new Error('A root file system can be made by root only.');
  if (!existsSync('/usr/bin/apt-get')) throw new Error('It takes a Debian to make one.');
  if (existsSync('/usr/bin/mmdebstrap')) return;
  run('apt-get', 'update', '--quiet');
  run('apt-get', 'install', '--yes', '--quiet', '--no-install-recommends', 'mmdebstrap');
}

/** Those of this machine that are Debian's, for the other suite. */
function sources(): string[] {
  const release = readFileSync('/etc/os-release', 'utf8');
  const [, own = ''] = /^VERSION_CODENAME=(\w+)$/m.exec(release) ?? [];
  const debian = targets().filter((line) => line.split(' ')[2]?.startsWith(own));
  return [...new Set(debian)].map((line) => line.replace(` ${own}`, ` ${SUITE}`));
}

/** apt knows of them once it has looked at them. */
function targets(): string[] {
  const format = 'deb $(REPO_URI) $(RELEASE) $(COMPONENT)';
  const ask = () => run('apt-get', 'indextargets', '--format', format);
  if (ask() === '') run('apt-get', 'update', '--quiet');
  return ask().split('\n');
}

function mirrorOptions(): string[] {
  return run('apt-config', 'dump')
    .split('\n')
    .filter((line) => FOR_MIRROR.test(line));
}
