import type { IceServer as NativeServer } from 'node-datachannel';
import type { IceServer } from '../protocol/ice.ts';
import { DeviceProblem } from './device-problem.ts';

const PORTS: Readonly<Record<string, number>> = { stun: 3478, turn: 3478, turns: 5349 };
const FORM =
  /^(?<scheme>stun|turns?):(?:\/\/)?(?:(?<user>[^@]+):(?<password>[^@:]*)@)?(?<host>\[[^\]]+\]|[^:/?]+)(?::(?<port>\d+))?(?:\?transport=(?<transport>udp|tcp))?$/;

/** As libdatachannel takes them. It has no STUN over TCP. */
export function toNativeServers(servers: readonly IceServer[]): NativeServer[] {
  return servers.flatMap(({ urls, username, credential }) =>
    urls.flatMap((url) => {
      const native = toNative(url);
      return native
        ? [{ ...native, ...(username && { username, password: credential ?? '' }) }]
        : [];
    }),
  );
}

function toNative(url: string): NativeServer | null {
  const { scheme, user, password, host, port, transport } = FORM.exec(url)?.groups ?? {};
  if (!scheme || !host) return null;
  const hostname = host.replace(/^\[|\]$/g, '');
  const server = { hostname, port: Number(port ?? PORTS[scheme]) };
  if (scheme === 'stun') return server;
  const relayType = scheme === 'turns' ? 'TurnTls' : transport === 'tcp' ? 'TurnTcp' : 'TurnUdp';
  return { ...server, relayType, ...(user && { username: user, password: password ?? '' }) };
}

/**
 * What somebody wrote after `--stun` or `--turn`: one or more, with commas between them, with `stun:` or `turn:` in front of
 * them or without, and with `user:password@` where a relay asks for it.
 */
export function parseServers(scheme: 'stun' | 'turn', text: string): readonly IceServer[] {
  return text.split(',').map((one) => {
    const given = one.trim();
    const url = /^(stuns?|turns?):/.test(given) ? given : `${scheme}:${given}`;
    const parsed = FORM.exec(url)?.groups;
    if (!parsed) throw new DeviceProblem(`"${one}" is no address like ${example(scheme)}.`);
    return { urls: [url] };
  });
}

function example(scheme: 'stun' | 'turn'): string {
  return scheme === 'stun' ? 'stun:192.0.2.7:3478' : 'turn:user:password@192.0.2.7:3478';
}
