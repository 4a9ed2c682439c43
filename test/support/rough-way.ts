import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** In each direction. */
export interface Roughness {
  readonly delayMs: number;
  /** Of 1. */
  readonly loss: number;
}

interface Ends {
  /** Namespaces. The one on the way carries what goes between the others. */
  readonly host: string;
  readonly way: string;
  readonly hub: string;
  /** The interface in the hub; that of the host is `eth0`. */
  readonly port: string;
}

const VXLAN_PORT = 4789;
const NEAR = { host: '10.78.1.2', way: '10.78.1.1' };
/** Room for what a tunnel adds to each packet. */
const MTU = 1550;

/**
 * A way that is slow and loses packets. Not every kernel has netem, so whole Ethernet frames go through a tunnel (VXLAN,
 * RFC 7348: a frame in a UDP datagram), and a program in its middle holds them up or drops them.
 */
export function layRoughWay({ host, way, hub, port }: Ends, roughness: Roughness): () => void {
  const number = port.replace(/\D/g, '');
  const far = { hub: `10.78.${number}.2`, way: `10.78.${number}.1` };
  lay([host, 'under', NEAR.host], [way, 'near', NEAR.way]);
  lay([hub, `under${number}`, far.hub], [way, 'far', far.way]);
  tunnel(host, 'eth0', NEAR.way);
  tunnel(hub, port, far.way);
  const { delayMs, loss } = roughness;
  const words = [VXLAN_PORT, delayMs, loss, NEAR.way, NEAR.host, far.way, far.hub].map(String);
  const program = join(import.meta.dirname, 'carry-roughly.js');
  const command = ['netns', 'exec', way, process.execPath, program, ...words];
  const carrier = spawn('ip', command, { stdio: ['ignore', 'ignore', 'inherit'] });
  return () => carrier.kill('SIGKILL');
}

type End = readonly [namespace: string, name: string, address: string];

function lay([namespace, name, address]: End, [other, otherName, otherAddress]: End): void {
  const peer = ['peer', 'name', otherName, 'netns', other];
  ip('-n', namespace, 'link', 'add', name, 'mtu', String(MTU), 'type', 'veth', ...peer);
  ip('-n', other, 'link', 'set', otherName, 'mtu', String(MTU), 'up');
  ip('-n', namespace, 'link', 'set', name, 'addrgenmode', 'none');
  ip('-n', namespace, 'link', 'set', name, 'up');
  ip('-n', namespace, 'address', 'add', `${address}/24`, 'dev', name);
  ip('-n', other, 'address', 'add', `${otherAddress}/24`, 'dev', otherName);
}

function tunnel(namespace: string, name: string, remote: string): void {
  const to = ['remote', remote, 'dstport', String(VXLAN_PORT)];
  ip('-n', namespace, 'link', 'add', name, 'type', 'vxlan', 'id', '1', ...to);
  // Packets as they are on a wire, not many in one for the hardware to part.
  ip('-n', namespace, 'link', 'set', name, 'gso_max_segs', '1');
}

export function ip(...words: string[]): void {
  const { status, stderr } = spawnSync('ip', words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`ip ${words.join(' ')}: ${stderr}`);
}
