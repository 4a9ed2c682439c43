import { describe, expect, test } from 'vitest';
import { takeSample } from '../../client/call/statistics/sample.ts';
import type { Stat } from '../../client/call/statistics/stats.ts';
import { changed, recorded } from '../support/recorded-stats.ts';

const { chromium, firefox, relayed } = recorded;
const none = { bitrate: null, lost: null, picture: null, sound: null };

describe('of what Chromium tells', () => {
  const sample = takeSample(...chromium);

  test('rates are the growth between two moments', () => {
    // Bytes of picture and of sound, and the milliseconds that lie between.
    const bytes = 541_324 - 433_829 + 40_750 - 32_569;
    expect(sample.receiving.bitrate).toBeCloseTo((bytes * 8) / 2.017199, 0);
    expect(sample.receiving.picture?.framesPerSecond).toBeCloseTo(60 / 2.0172, 3);
    expect(sample.receiving.lost).toBe(0);
    expect(sample.sending.lost).toBe(0);
  });

  test('codecs and sizes are named in both directions', () => {
    expect(sample.receiving.picture).toMatchObject({ codec: 'VP8', width: 960, height: 540 });
    expect(sample.sending.picture).toMatchObject({ codec: 'VP8', width: 640, height: 360 });
    expect(sample.receiving.sound).toEqual({ codec: 'opus', clockRate: 48_000 });
  });

  test('the path is that of the pair which the transport names, though another one succeeded too', () => {
    expect(sample.path).toEqual({
      kind: 'direct',
      protocol: 'udp',
      local: 'host',
      remote: 'host',
      relay: null,
    });
    expect(sample.roundTripMs).toBe(0);
  });
});

describe('of what Firefox tells', () => {
  const sample = takeSample(...firefox);

  test('rates, codecs and sizes are the same', () => {
    expect(sample.sending.bitrate).toBeCloseTo(((643735 - 541324 + 48931 - 40831) * 8) / 2.008, 0);
    expect(sample.sending.picture).toMatchObject({ codec: 'VP8', width: 1280, height: 720 });
    expect(sample.receiving.sound?.codec).toBe('opus');
  });

  test('the path is found by "selected" where the transport names no pair', () => {
    const older = changed(firefox[1], (stat) => (stat.type === 'transport' ? null : stat));
    expect(takeSample(null, older).path?.kind).toBe('direct');
  });

  test('the round trip is that of the media where the pair has none', () => {
    const older = changed(firefox[1], ({ currentRoundTripTime: _, ...stat }) => stat);
    expect(takeSample(null, older).roundTripMs).toBe(1);
  });
});

describe('a relay', () => {
  test('is named by its address, and how it is reached', () => {
    expect(takeSample(null, relayed).path).toEqual({
      kind: 'relayed',
      protocol: 'udp',
      local: 'relay',
      remote: 'relay',
      relay: 'turn:127.0.0.1:38873?transport=udp',
    });
  });

  test('of the other side alone relays as well', () => {
    const theirs = changed(relayed, (stat) =>
      stat.type === 'local-candidate' ? { ...stat, candidateType: 'host' } : stat,
    );
    expect(takeSample(null, theirs).path).toMatchObject({ kind: 'relayed', local: 'host' });
  });

  test('that is reached by TLS is said to be', () => {
    const tls = changed(relayed, (stat) =>
      stat.type === 'local-candidate' ? { ...stat, relayProtocol: 'tls' } : stat,
    );
    expect(takeSample(null, tls).path?.protocol).toBe('tls');
  });
});

describe('what is not known is null', () => {
  test('before there are two moments, and when nothing is told at all', () => {
    expect(takeSample(null, chromium[1]).receiving).toMatchObject({ bitrate: null, lost: null });
    expect(takeSample(null, new Map())).toEqual({
      at: 0,
      path: null,
      availableBitrate: null,
      pictureDelayMs: null,
      roundTripMs: null,
      receiving: none,
      sending: none,
    });
  });

  test('for counters that began anew', () => {
    const [before, now] = chromium;
    expect(takeSample(now, before).receiving).toMatchObject({ bitrate: null, lost: null });
  });

  test('for fields that are missing', () => {
    const bare = changed(chromium[1], ({ id, type, timestamp }) => ({ id, type, timestamp }));
    expect(takeSample(chromium[0], bare)).toMatchObject({ receiving: none, sending: none });
  });

  test('for a picture that does not move', () => {
    const still = changed(chromium[1], (stat) => withFrames(stat, chromium[0].get(stat.id)));
    expect(takeSample(chromium[0], still).receiving.picture).toBeNull();
  });
});

test('a picture is as late as the browser makes it, on the average of those that came', () => {
  const [before, now] = [2, 5].map((totalProcessingDelay, index) =>
    changed(chromium[index] ?? new Map(), (stat) =>
      stat.framesDecoded === undefined ? stat : { ...stat, totalProcessingDelay },
    ),
  );
  const frames = 60;
  expect(takeSample(before ?? null, now ?? new Map()).pictureDelayMs).toBeCloseTo(3000 / frames);
  expect(takeSample(chromium[0], chromium[1]).pictureDelayMs).toBeNull();
});

describe('what was lost', () => {
  test('is a share of what was sent', () => {
    const lossy = changed(chromium[1], (stat) =>
      stat.type === 'inbound-rtp' && stat.kind === 'video' ? { ...stat, packetsLost: 10 } : stat,
    );
    // 122 packets of picture and 101 of sound came.
    expect(takeSample(chromium[0], lossy).receiving.lost).toBeCloseTo(10 / (122 + 101 + 10));
  });

  test('of what we send is as the other side reports it, by the weight of each stream', () => {
    const lossy = changed(chromium[1], (stat) =>
      stat.type === 'remote-inbound-rtp' && stat.kind === 'audio'
        ? { ...stat, fractionLost: 0.5 }
        : stat,
    );
    // 127 packets of picture, 101 of sound.
    expect(takeSample(chromium[0], lossy).sending.lost).toBeCloseTo((0.5 * 101) / (127 + 101));
  });

  test('is nothing when late packets are taken back', () => {
    const before = changed(chromium[0], (stat) =>
      stat.type === 'inbound-rtp' ? { ...stat, packetsLost: 3 } : stat,
    );
    expect(takeSample(before, chromium[1]).receiving.lost).toBe(0);
  });
});

function withFrames(stat: Stat, before: Stat | undefined): Stat {
  return before?.framesDecoded === undefined
    ? stat
    : { ...stat, framesDecoded: before.framesDecoded };
}
