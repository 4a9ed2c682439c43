import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { copyPlain } from '../../protocol/plain.ts';
import {
  type CandidateSignal,
  fromCandidateSignal,
  type Signal,
  signal,
  sizeOf,
  toCandidateSignal,
} from '../../protocol/signals.ts';

const line = 'candidate:1 1 udp 2122260223 192.0.2.1 50000 typ host generation 0';
const SDP = 'v=0\r\na=fingerprint:sha-256 AB:CD\r\n';
const init = { candidate: line, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: null };
const read = (value: unknown) => v.safeParse(signal, value).output;

describe('candidates', () => {
  test.each([
    ['the form of the field', { type: 'candidate', label: 0, id: '0', candidate: line }],
    ['the flat form', { type: 'candidate', candidate: line, sdpMid: '0', sdpMLineIndex: 0 }],
    [
      'the whole form',
      { type: 'candidate', candidate: { candidate: line, sdpMid: '0', sdpMLineIndex: 0 } },
    ],
  ])('[R2] %s is read as the browser’s own', (_name, value) => {
    expect(fromCandidateSignal(read(value) as CandidateSignal)).toEqual(init);
  });

  test('[N2] they are sent in the form of the field, the fragment in the line', () => {
    const sent = toCandidateSignal({ ...init, usernameFragment: 'Ab+/' });
    expect(sent).toEqual({
      type: 'candidate',
      label: 0,
      id: '0',
      candidate: `${line} ufrag Ab+/`,
    });
    expect(fromCandidateSignal(sent)).toMatchObject({ usernameFragment: 'Ab+/' });
  });

  test('[N2] every form of the end is null', () => {
    for (const candidate of ['', null, { candidate: '' }, { candidate: '', sdpMid: '0' }]) {
      expect(
        fromCandidateSignal(read({ type: 'candidate', candidate }) as CandidateSignal),
      ).toBeNull();
    }
  });

  test('[X3] a line of more than 1,024 characters is refused', () => {
    const long = { type: 'candidate', label: 0, id: '0', candidate: 'x'.repeat(1025) };
    expect(v.safeParse(signal, long).success).toBe(false);
  });
});

describe('what is relayed', () => {
  test('[R2] known kinds keep their known fields only', () => {
    const offer = { type: 'offer', sdp: SDP, from: 'forged', extra: [1] };
    expect(read(offer)).toEqual({ type: 'offer', sdp: SDP });
  });

  test.each([
    ['is no text', { sdp: SDP }],
    ['is empty', ''],
    ['has no fingerprint', 'v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n'],
    ['names one in passing', 'v=0\r\ns=a=fingerprint:sha-256 AB:CD\r\n'],
    ['carries keys', `${SDP}a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3\r\n`],
  ])('[R4] a description that %s is refused', (_what, sdp) => {
    expect(v.safeParse(signal, { type: 'offer', sdp }).success).toBe(false);
    expect(v.safeParse(signal, { type: 'answer', sdp }).success).toBe(false);
  });

  test('[X2] depth 8 passes, 9 does not, and 20,000 are no stack overflow', () => {
    const nest = (depth: number): unknown => {
      let value: unknown = 1;
      for (let level = 0; level < depth; level += 1) value = [value];
      return value;
    };
    expect(copyPlain(nest(8)).ok).toBe(true);
    expect(copyPlain(nest(9))).toEqual({ ok: false, why: 'too-deep' });
    expect(copyPlain(nest(20_000))).toEqual({ ok: false, why: 'too-deep' });
  });

  test('[X3] size counts texts and keys, wherever they are', () => {
    const size = (data: object) => sizeOf(read({ type: 'x', ...data }) as Signal);
    expect(size({ data: 'x'.repeat(1000) })).toBe(1017);
    expect(size({ ['x'.repeat(1000)]: 1 })).toBe(1021);
    expect(size({ data: Array.from({ length: 1000 }, () => 1) })).toBe(8025);
    expect(size({ data: { more: ['ключ', null] } })).toBe(49);
    expect(sizeOf({ type: 'offer', sdp: 'x'.repeat(1000) })).toBe(1000);
  });

  test('[X3] no setting takes 16 Mi characters', () => {
    const whole = 'x'.repeat(16 * 1024 * 1024);
    expect(copyPlain({ type: 'x', data: whole })).toEqual({ ok: false, why: 'too-large' });
    expect(copyPlain({ [whole]: 1 })).toEqual({ ok: false, why: 'too-large' });
  });

  test('[X2] what JSON does not hold is refused', () => {
    const values = [
      Number.NaN,
      Number.POSITIVE_INFINITY,
      1n,
      () => {},
      new Date(),
      new Map(),
      Buffer.from('x'),
    ];
    for (const value of values)
      expect(copyPlain({ type: 'x', value })).toMatchObject({ ok: false });
    expect(copyPlain(JSON.parse('{"__proto__":{"a":1}}'))).toMatchObject({ ok: false });
  });
});
