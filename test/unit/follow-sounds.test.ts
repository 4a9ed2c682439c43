import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Chime } from '../../client/media/chime.ts';
import type { Knocker } from '../../client/ui/access/knockers.ts';
import { followSounds } from '../../client/ui/follow-sounds.ts';
import { parseMemberId } from '../../protocol/ids.ts';
import { peerOf, snapshotOf } from '../support/snapshots.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function listen() {
  const call = signal(snapshotOf());
  const knockers = signal<readonly Knocker[]>([]);
  const hasSounds = signal(true);
  const heard: Chime[] = [];
  const play = async (chime: Chime) => void heard.push(chime);
  followSounds({ call, knockers, hasSounds, play });
  const soonHeard = () => {
    vi.runAllTimers();
    return heard;
  };
  return { call, knockers, hasSounds, soonHeard };
}

function knocker(name: string): Knocker {
  const id = parseMemberId(`@${name.padEnd(16, '-')}`);
  if (id === null) throw new Error(`${name} makes no id`);
  return { id, name };
}

test('each who knocks is heard once', () => {
  const { knockers, soonHeard } = listen();
  const [minh, late] = [knocker('minh'), knocker('late')];
  knockers.value = [minh];
  knockers.value = [minh, late];
  expect(soonHeard()).toEqual(['arrival', 'arrival']);
  knockers.value = [late];
  knockers.value = [];
  expect(soonHeard()).toHaveLength(2);
});

test('who comes is heard by the one who waited, and not by the one who comes', () => {
  const { call, soonHeard } = listen();
  call.value = snapshotOf({ status: { kind: 'connecting' }, peers: [peerOf()] });
  expect(soonHeard()).toEqual([]);
  call.value = snapshotOf({ status: { kind: 'waiting' } });
  call.value = snapshotOf({ status: { kind: 'connecting' }, peers: [peerOf()] });
  expect(soonHeard()).toEqual(['arrival']);
});

test('nothing is heard where no sounds are wanted', () => {
  const { knockers, hasSounds, soonHeard } = listen();
  hasSounds.value = false;
  knockers.value = [knocker('minh')];
  expect(soonHeard()).toEqual([]);
});
