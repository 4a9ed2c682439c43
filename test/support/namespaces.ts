import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { ip, layRoughWay, type Roughness } from './rough-way.ts';

/** The server is at `hub`; whoever is on one of the two networks reaches it, and those on the other, through it. */
const NETWORKS = { home: '10.77.1', mobile: '10.77.2' } as const;
export type NetworkName = keyof typeof NETWORKS;
export const HUB_ADDRESS = `${NETWORKS.home}.1`;

/** A machine of its own as far as the network goes: a namespace with one way out, `eth0`. */
export interface Host {
  /** To be written before a command so that it runs there. */
  readonly within: readonly string[];
  /** Nothing gets through any more, and nothing says so: as where a distant router fails. */
  cut(): void;
  heal(): void;
  /** The cable is pulled: the machine sees it at once. */
  unplug(): void;
  plug(): void;
  /** Another address, in another network: as from Wi-Fi to mobile. */
  move(to: NetworkName): void;
}

/** Some hosts around a hub, apart from the machine's own network and from other tests. */
export interface Internet {
  readonly hub: Pick<Host, 'within'>;
  /** With `roughness` its way to everybody else is bad. */
  addHost(roughness?: Roughness): Host;
  /** Ends no program that still runs there, but it has no network any more. */
  remove(): void;
}

/** Needs root, and a kernel that has namespaces, as on Linux. */
export function canMakeNamespaces(): boolean {
  const name = newName();
  const made = spawnSync('ip', ['netns', 'add', name]).status === 0;
  if (made) spawnSync('ip', ['netns', 'del', name]);
  return made;
}

export function createInternet(): Internet {
  const name = newName();
  const names: string[] = [];
  const stops: (() => void)[] = [];
  const remove = (): void => {
    for (const stop of stops.splice(0)) stop();
    for (const one of names.splice(0)) spawnSync('ip', ['netns', 'del', one]);
  };
  try {
    addNamespace(names, name);
    buildHub(name);
  } catch (error) {
    remove();
    throw error;
  }
  return {
    hub: { within: within(name) },
    addHost(roughness) {
      const number = 10 + names.length;
      const [host, way, port] = [`${name}-${number}`, `${name}-w${number}`, `port${number}`];
      addNamespace(names, host);
      if (roughness) {
        addNamespace(names, way);
        stops.push(layRoughWay({ host, way, hub: name, port }, roughness));
      } else {
        ip('-n', host, 'link', 'add', 'eth0', 'type', 'veth', 'peer', 'name', port, 'netns', name);
      }
      return buildHost(host, name, number);
    },
    remove,
  };
}

const newName = (): string => `parley${randomBytes(3).toString('hex')}`;

const within = (namespace: string): readonly string[] => ['ip', 'netns', 'exec', namespace];

function addNamespace(names: string[], name: string): void {
  ip('netns', 'add', name);
  names.push(name);
  ip('-n', name, 'link', 'set', 'lo', 'up');
}

function buildHub(hub: string): void {
  ip('-n', hub, 'link', 'add', 'bridge', 'type', 'bridge');
  for (const prefix of Object.values(NETWORKS)) {
    ip('-n', hub, 'address', 'add', `${prefix}.1/24`, 'dev', 'bridge');
  }
  ip('-n', hub, 'link', 'set', 'bridge', 'up');
  ip('netns', 'exec', hub, 'sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward');
}

function buildHost(name: string, hub: string, number: number): Host {
  const port = `port${number}`;
  const inHub = (...words: string[]) => ip('-n', hub, 'link', 'set', port, ...words);
  const inHost = (...words: string[]) => ip('-n', name, ...words);
  const take = (network: NetworkName): void => {
    const prefix = NETWORKS[network];
    inHost('address', 'flush', 'dev', 'eth0', 'scope', 'global');
    inHost('address', 'add', `${prefix}.${number}/24`, 'dev', 'eth0');
    inHost('route', 'add', 'default', 'via', `${prefix}.1`);
  };
  // An IPv6 address that comes a second later would be a change of the network.
  inHost('link', 'set', 'eth0', 'addrgenmode', 'none');
  inHost('link', 'set', 'eth0', 'up');
  inHub('up', 'master', 'bridge');
  take('home');
  return {
    within: within(name),
    cut: () => inHub('nomaster'),
    heal: () => inHub('master', 'bridge'),
    unplug: () => inHub('down'),
    plug: () => inHub('up'),
    move: take,
  };
}
