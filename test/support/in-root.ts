import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';

/** Who runs a command in a root file system, where, and with what in its environment. */
export interface Circumstances {
  readonly user?: string;
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** How this machine gets at registries. */
const WAYS_OUT = /^(https?_proxy|no_proxy|npm_config_registry)$/i;

/**
 * What is borrowed of this machine stands in memory, and goes with the processes: certificate authorities, and npm's
 * configuration. `$root/run` has to be in memory already.
 */
export const BORROW = `
  mkdir "$root/run/borrowed"
  cp /etc/ssl/certs/ca-certificates.crt "$root/run/borrowed/authorities"
  touch "$root/run/borrowed/user" "$root/run/borrowed/global"
  if [ -f "$userconfig" ]; then cp "$userconfig" "$root/run/borrowed/user"; fi
  if [ -f "$globalconfig" ]; then cp "$globalconfig" "$root/run/borrowed/global"; fi`;

/** In namespaces of its own, so that nothing is left behind. */
const ENTER = `
  root=$1 userconfig=$2 globalconfig=$3; shift 3
  mount --make-rprivate /
  mount -t proc proc "$root/proc"
  mount -t sysfs -o ro sys "$root/sys"
  mount --rbind /dev "$root/dev"
  mount -t tmpfs -o mode=755 tmpfs "$root/run"
  ${BORROW}
  for name in resolv.conf hosts; do mount --bind "/etc/$name" "$root/etc/$name"; done
  exec chroot "$root" "$@"`;

/** For commands that ask a registry. */
export function outerEnvironment(): Record<string, string> {
  const ways = Object.entries(process.env).filter(([name]) => WAYS_OUT.test(name));
  return {
    ...innerEnvironment,
    NODE_EXTRA_CA_CERTS: '/run/borrowed/authorities',
    npm_config_cafile: '/run/borrowed/authorities',
    npm_config_userconfig: '/run/borrowed/user',
    npm_config_globalconfig: '/run/borrowed/global',
    ...(Object.fromEntries(ways) as Record<string, string>),
  };
}

export const innerEnvironment = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/root',
  DEBIAN_FRONTEND: 'noninteractive',
};

/** The arguments of a script that borrows. */
export function borrowFor(root: string): string[] {
  const ask = (name: string) => spawnSync('npm', ['config', 'get', name], { encoding: 'utf8' });
  return [root, ...['userconfig', 'globalconfig'].map((name) => ask(name).stdout.trim())];
}

/** What to write before a command so that it runs with these variables and no others. */
export function withEnvironment(environment: Readonly<Record<string, string>>, folder = '/') {
  const pairs = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  return ['env', '--ignore-environment', `--chdir=${folder}`, ...pairs];
}

function enter(root: string, { user = 'root', folder, environment }: Circumstances): string[] {
  return [
    ...['unshare', '--mount', '--pid', '--fork', '--kill-child'],
    ...['sh', '-euc', ENTER, 'sh', ...borrowFor(root)],
    ...['setpriv', `--reuid=${user}`, `--regid=${user}`, '--init-groups'],
    ...withEnvironment({ ...outerEnvironment(), ...environment }, folder),
  ];
}

/** Gives what it printed, and throws that where it fails. */
export function runInRoot(
  root: string,
  command: readonly string[],
  circumstances: Circumstances = {},
): Promise<string> {
  return runToEnd([...enter(root, circumstances), ...command]);
}

export async function runToEnd([program = '', ...args]: readonly string[]): Promise<string> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let [printed, complained] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => {
    printed += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    complained += text;
  });
  const [status] = await once(child, 'close');
  if (status === 0) return printed;
  throw new Error(`${args.at(-1)}\nended with ${status}\n${printed}${complained}`);
}

/** Process 1 of a namespace, and the one outside that waits for it. */
export interface Running {
  readonly process: ChildProcess;
  /** Its number out here; 0 where it has not begun yet, or has ended. */
  first(): number;
}

export function startInRoot(
  root: string,
  command: readonly string[],
  circumstances: Circumstances = {},
): Running {
  return startFirst([...enter(root, circumstances), ...command]);
}

/** It ends with the tests, however these end. */
export function startFirst(command: readonly string[]): Running {
  const args = ['--pdeathsig=KILL', ...command];
  const child = spawn('setpriv', args, { stdio: ['ignore', 'ignore', 'inherit'] });
  return { process: child, first: () => firstChildOf(child.pid ?? 0) };
}

/** proc(5): `/proc/PID/task/TID/children`. */
function firstChildOf(pid: number): number {
  const path = `/proc/${pid}/task/${pid}/children`;
  return Number(existsSync(path) ? readFileSync(path, 'utf8').split(' ')[0] : 0);
}
