/** One way in which a kind of media may be sent. */
export interface Format {
  readonly payloadType: number;
  /** As in `a=rtpmap`, in capitals: `H264`. */
  readonly codec: string;
  /** As in `a=fmtp`; empty where there are none. */
  readonly parameters: string;
}

/** One `m=` section of a description. */
export interface Section {
  readonly kind: string;
  readonly mid: string;
  readonly direction: string;
  readonly formats: readonly Format[];
  /** Header extensions by their URI. */
  readonly extensions: ReadonlyMap<string, number>;
}

/** What a description says of each kind of media, in its order. */
export function sectionsOf(sdp: string): readonly Section[] {
  return sdp
    .split(/^(?=m=)/m)
    .slice(1)
    .map(readSection);
}

/** Of the certificate: each peer connection has its own. */
export function fingerprintOf(sdp: string): string | null {
  return /^a=fingerprint:\S+ (\S+)/m.exec(sdp)?.[1]?.toLowerCase() ?? null;
}

function readSection(text: string): Section {
  const [, kind = ''] = /^m=(\S+)/.exec(text) ?? [];
  const [, mid = ''] = /^a=mid:(\S+)/m.exec(text) ?? [];
  const [, direction = 'sendrecv'] = /^a=(sendrecv|sendonly|recvonly|inactive)/m.exec(text) ?? [];
  const extensions = [...text.matchAll(/^a=extmap:(\d+)\S* (\S+)/gm)].map(
    ([, id, uri]) => [String(uri), Number(id)] as const,
  );
  return { kind, mid, direction, formats: formatsOf(text), extensions: new Map(extensions) };
}

function formatsOf(text: string): readonly Format[] {
  const parameters = new Map(
    [...text.matchAll(/^a=fmtp:(\d+) (.*?)\r?$/gm)].map(([, type, rest]) => [type, rest]),
  );
  return [...text.matchAll(/^a=rtpmap:(\d+) ([^/\s]+)/gm)].map(([, type, codec]) => ({
    payloadType: Number(type),
    codec: String(codec).toUpperCase(),
    parameters: parameters.get(type) ?? '',
  }));
}
