import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICE_POLICY } from './bare-root.ts';
import {
  BORROW,
  borrowFor,
  innerEnvironment,
  outerEnvironment,
  type Running,
  runInRoot,
  runToEnd,
  startFirst,
  withEnvironment,
} from './in-root.ts';
import { waitFor } from './tab.ts';

/** Its own network leads nowhere but to itself; the outer one is that of this machine, where registries are. */
export type Network = 'own' | 'outer';

/** A Debian that runs, with systemd as its first process. */
export interface Machine {
  /** In a shell that ends with the first command that fails. Gives what it printed, and throws that where it fails. */
  run(script: string, network?: Network): Promise<string>;
  stop(): Promise<void>;
}

/** What a Debian that runs has, and a bare one doesn't. */
const PACKAGES = ['systemd', 'systemd-sysv', 'dbus', 'iproute2'];

/** One that is public, of those kept for documentation (RFC 5737). */
const ADDRESS = '203.0.113.5';

/** From outside to inside; then it is systemd. */
const BOOT = `
  root=$1 userconfig=$2 globalconfig=$3
  mount --make-rprivate /
  mount --bind "$root" "$root"
  mount -t proc proc "$root/proc"
  mount -t sysfs -o ro sys "$root/sys"
  mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
  mount -t tmpfs -o mode=755 tmpfs "$root/run"
  ${BORROW}
  mount -t tmpfs -o mode=755 tmpfs "$root/dev"
  for name in null zero full random urandom tty; do
    touch "$root/dev/$name"
    mount --bind "/dev/$name" "$root/dev/$name"
  done
  mkdir "$root/dev/pts" "$root/dev/shm" "$root/outside"
  mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"
  mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
  ln -s pts/ptmx "$root/dev/ptmx"
  ln -s /proc/self/fd "$root/dev/fd"
  ip link set lo up
  ip link add public type veth peer name cable
  ip address add ${ADDRESS}/24 dev public
  ip link set public up
  ip link set cable up
  cd "$root"
  pivot_root . outside
  umount -l /outside
  # systemd expects it: what it mounts for a service is to be seen by all.
  mount --make-rshared /
  exec env --ignore-environment container=tests /lib/systemd/systemd --log-target=null`;

/** `root` becomes its disk. `names` are names that lead to itself. */
export async function bootMachine(root: string, names: readonly string[]): Promise<Machine> {
  const install = `apt-get update && apt-get install --yes --no-install-recommends ${PACKAGES.join(' ')}`;
  await runInRoot(root, ['sh', '-euc', install]);
  rmSync(join(root, SERVICE_POLICY));
  writeFileSync(join(root, 'etc/resolv.conf'), readFileSync('/etc/resolv.conf'));
  const hosts = `${ADDRESS} ${names.join(' ')}\n${readFileSync('/etc/hosts', 'utf8')}`;
  writeFileSync(join(root, 'etc/hosts'), hosts);
  const group = makeControlGroup();
  const running = startFirst([
    ...['sh', '-euc', 'echo $$ > "$1/cgroup.procs"; shift; exec "$@"', 'sh', group],
    ...['unshare', '--mount', '--pid', '--net', '--uts', '--ipc', '--cgroup', '--fork'],
    ...['--kill-child', 'sh', '-euc', BOOT, 'sh', ...borrowFor(root)],
  ]);
  const machine = createMachine(running, group);
  await waitFor('the machine', machine.isUp);
  return machine;
}

function createMachine(running: Running, group: string) {
  const inside = (network: Network) => [
    ...['nsenter', `--target=${running.first()}`, '--mount', '--pid', '--uts', '--ipc', '--cgroup'],
    ...(network === 'own' ? ['--net'] : []),
    ...withEnvironment(network === 'own' ? innerEnvironment : outerEnvironment()),
  ];
  const run = (script: string, network: Network = 'own') =>
    runToEnd([...inside(network), 'sh', '-euc', script]);
  return {
    run,
    async isUp() {
      const state = await run('systemctl is-system-running || true').catch(() => '');
      return /running|degraded/.test(state);
    },
    async stop() {
      const ended = once(running.process, 'exit');
      process.kill(running.first(), 'SIGKILL');
      await ended;
      removeControlGroup(group);
    },
  };
}

/** systemd keeps account of its services there, as everywhere. */
function makeControlGroup(): string {
  const [, where] = /^\S+ (\S+) cgroup2 /m.exec(readFileSync('/proc/mounts', 'utf8')) ?? [];
  if (where === undefined) throw new Error('this kernel has no cgroup2, which systemd needs');
  const group = join(where, `parley-${process.pid}`);
  mkdirSync(group);
  return group;
}

/** From the innermost outwards, as the kernel asks for. */
function removeControlGroup(group: string): void {
  const inner = readdirSync(group, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of inner) removeControlGroup(join(group, name));
  rmdirSync(group);
}
