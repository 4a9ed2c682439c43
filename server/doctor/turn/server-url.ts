export type Transport = 'udp' | 'tcp' | 'tls';

/** Where a STUN or TURN server is (RFC 7064, RFC 7065). */
export interface ServerUrl {
  readonly isTurn: boolean;
  readonly host: string;
  readonly port: number;
  readonly transport: Transport;
}

const pattern =
  /^(stuns?|turns?):(?:\[([0-9a-f:.]+)\]|([^:?[\]]+))(?::(\d+))?(?:\?transport=(udp|tcp))?$/i;

/** Null for one that is not understood, DTLS among them. */
export function parseServerUrl(url: string): ServerUrl | null {
  const [, scheme = '', ipv6, name, port, transport] = pattern.exec(url) ?? [];
  const host = ipv6 ?? name;
  if (!host) return null;
  const isSecure = scheme.endsWith('s');
  if (isSecure && transport === 'udp') return null;
  return {
    isTurn: scheme.startsWith('turn'),
    host,
    port: Number(port ?? (isSecure ? 5349 : 3478)),
    transport: isSecure ? 'tls' : transport === 'tcp' ? 'tcp' : 'udp',
  };
}
