/** A client of WHIP or WHEP as tests see it: requests, and nothing of media. */
const FINGERPRINT =
  'a=fingerprint:sha-256 AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89';

interface Written {
  readonly direction?: string;
  readonly kinds?: readonly string[];
  readonly ufrag?: string;
  readonly more?: readonly string[];
}

/** A description as programs write it. `more` is for each medium. */
export function description({
  direction = 'sendonly',
  kinds = ['audio', 'video'],
  ufrag = 'mine',
  more = [],
}: Written = {}): string {
  const media = kinds.flatMap((kind, mid) => [
    `m=${kind} 9 UDP/TLS/RTP/SAVPF 96`,
    'c=IN IP4 0.0.0.0',
    `a=mid:${mid}`,
    `a=ice-ufrag:${ufrag}`,
    'a=ice-pwd:0123456789abcdef0123456789',
    FINGERPRINT,
    'a=setup:actpass',
    'a=rtcp-mux',
    `a=rtpmap:96 ${kind === 'audio' ? 'opus/48000/2' : 'VP8/90000'}`,
    `a=${direction}`,
    ...more,
  ]);
  const session = ['v=0', 'o=- 42 7 IN IP4 127.0.0.1', 's=-', 't=0 0', 'a=group:BUNDLE 0 1'];
  return [...session, ...media].map((line) => `${line}\r\n`).join('');
}

/** The other side's, with all its candidates. */
export function whole(written: Written = {}): string {
  const line = 'a=candidate:1 1 udp 2122260223 192.0.2.7 50000 typ host';
  const more = [...(written.more ?? []), line, 'a=end-of-candidates'];
  return description({ direction: 'recvonly', ufrag: 'theirs', ...written, more });
}

export interface Told {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  /** Of a problem. */
  readonly code?: string;
  readonly detail?: string;
}

export async function ask(url: string, init: RequestInit = {}): Promise<Told> {
  const response = await fetch(url, { redirect: 'manual', ...init });
  const text = await response.text();
  const isProblem = response.headers.get('Content-Type') === 'application/problem+json';
  return {
    status: response.status,
    text,
    headers: response.headers,
    ...(isProblem && (JSON.parse(text) as Pick<Told, 'code' | 'detail'>)),
  };
}

export function post(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Told> {
  return ask(url, {
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/sdp', ...headers },
  });
}

export function patch(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Told> {
  const type = { 'Content-Type': 'application/trickle-ice-sdpfrag' };
  return ask(url, { method: 'PATCH', body, headers: { ...type, ...headers } });
}
