import { WebSocket } from 'ws';

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens there',
  ECONNRESET: 'it ended the connection',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no network',
  ENOTFOUND: 'there is no such name',
  EAI_AGAIN: 'names are not found just now',
  ETIMEDOUT: 'it does not answer',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'it made its certificate for itself; name that to NODE_EXTRA_CA_CERTS, or use http:',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  EPROTO: 'it does not speak TLS',
};

const answers: Readonly<Record<string, string>> = {
  400: 'no such room or dialect is there',
  401: 'it wants to know who we are',
  403: 'it refuses us',
  404: 'no server of calls is there',
  429: 'it has had too many connections from here',
  502: 'the server behind it is away',
  503: 'it takes nobody just now',
};

/** Says once, in words, why it could not be opened. */
export function openSocket(address: string, onFailure: (sentence: string) => void): WebSocket {
  const socket = new WebSocket(address, { handshakeTimeout: 8_000 });
  socket.on('error', (error) => onFailure(whyUnreachable(address, error)));
  return socket;
}

export function whyUnreachable(address: string, error: Error): string {
  const { host } = new URL(address);
  const code = 'code' in error ? String(error.code) : '';
  const [, status = ''] = /server response: (\d+)/.exec(error.message) ?? [];
  const why = reasons[code] ?? answers[status] ?? (error.message || code);
  return `The server at ${host} can't be reached: ${why}.`;
}
