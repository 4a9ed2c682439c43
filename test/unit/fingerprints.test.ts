import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Fingerprints, type FoundKeys } from '../../client/call/verification/fingerprints.ts';
import type { Fingerprint } from '../../client/call/verification/verification-code.ts';
import { fingerprint } from '../support/exchange-end.ts';

const [MINE, THEIRS, OTHER] = [1, 2, 3].map(fingerprint) as [Fingerprint, Fingerprint, Fingerprint];
const certificate = (text: string) => new TextEncoder().encode(text).buffer;
const hashOf = (text: string) =>
  createHash('sha256').update(text).digest('hex').toUpperCase().match(/../g)?.join(':');

const sdp = (...lines: readonly string[]) =>
  [
    'v=0',
    ...lines.map((line) => `a=fingerprint:${line}`),
    'm=audio 9 UDP/TLS/RTP/SAVPF 111',
    '',
  ].join('\r\n');

interface Transport {
  readonly state: RTCDtlsTransportState;
  readonly shows?: string;
}

/** What is asked of a connection: its descriptions, and its transports where the browser shows them. */
class FakeConnection extends EventTarget {
  localDescription = { sdp: sdp(`sha-256 ${MINE}`) };
  currentRemoteDescription: { readonly sdp: string } | null = null;
  pendingRemoteDescription: { readonly sdp: string } | null = null;
  sctp: { readonly transport: unknown } | null = null;
  #media: readonly unknown[] = [];

  getTransceivers() {
    return this.#media.map((transport) => ({
      sender: { transport },
      receiver: { transport: null },
    }));
  }

  describe(...lines: readonly string[]): void {
    this.currentRemoteDescription = { sdp: sdp(...lines) };
    this.dispatchEvent(new Event('signalingstatechange'));
  }

  use(...transports: readonly Transport[]): void {
    const [first, ...others] = transports.map(({ state, shows }) => ({
      state,
      getRemoteCertificates: () => (shows === undefined ? [] : [certificate(shows)]),
    }));
    this.sctp = { transport: first };
    this.#media = [first, ...others];
  }
}

function watch(): { connection: FakeConnection; find: () => Promise<FoundKeys> } {
  const connection = new FakeConnection();
  const fingerprints = new Fingerprints(connection as unknown as RTCPeerConnection);
  return { connection, find: () => fingerprints.find() };
}

describe('where the browser shows certificates', () => {
  test('[V2] that of the handshake counts, whatever was announced', async () => {
    const { connection, find } = watch();
    connection.describe(`sha-256 ${THEIRS}`);
    connection.use({ state: 'connected', shows: 'minh' });
    expect(await find()).toEqual({ mine: MINE, theirs: hashOf('minh') });
  });

  test('[V2] none is known before the handshake', async () => {
    const { connection, find } = watch();
    connection.describe(`sha-256 ${THEIRS}`);
    connection.use({ state: 'connecting' }, { state: 'closed', shows: 'earlier' });
    expect(await find()).toBe('none');
  });

  test('[V5] two transports with two certificates are several', async () => {
    const { connection, find } = watch();
    connection.use({ state: 'connected', shows: 'minh' }, { state: 'connected', shows: 'minh' });
    expect(await find()).toEqual({ mine: MINE, theirs: hashOf('minh') });
    connection.use({ state: 'connected', shows: 'minh' }, { state: 'connected', shows: 'mallory' });
    expect(await find()).toBe('several');
  });
});

describe('where it does not', () => {
  test('[V2] the one that is announced counts, however often and in whatever case', async () => {
    const { connection, find } = watch();
    expect(await find()).toBe('none');
    connection.describe(`sha-256 ${THEIRS}`, `SHA-256 ${THEIRS.toLowerCase()}`);
    expect(await find()).toEqual({ mine: MINE, theirs: THEIRS });
  });

  test.each([
    ['two', [`sha-256 ${THEIRS}`, `sha-256 ${OTHER}`]],
    ['one by another hash beside it', [`sha-256 ${THEIRS}`, 'sha-512 AA:BB']],
    ['one by another hash alone', ['sha-1 AA:BB']],
    ['one that is cut short', [`sha-256 ${THEIRS.slice(3)}`]],
    ['one that is none', ['sha-256']],
  ])('[V5] %s may be any of several', async (_what, lines) => {
    const { connection, find } = watch();
    connection.describe(...lines);
    expect(await find()).toBe('several');
  });

  test('[V5] one that was announced before is not forgotten', async () => {
    const { connection, find } = watch();
    connection.describe(`sha-256 ${OTHER}`);
    connection.describe(`sha-256 ${THEIRS}`);
    expect(await find()).toBe('several');
  });

  test('[V5] one that is offered and not yet answered counts', async () => {
    const { connection, find } = watch();
    connection.describe(`sha-256 ${THEIRS}`);
    connection.pendingRemoteDescription = { sdp: sdp(`sha-256 ${OTHER}`) };
    expect(await find()).toBe('several');
  });
});
