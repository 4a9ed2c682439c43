import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CallSnapshot, PeerSnapshot } from '../../client/call/state.ts';
import { followCall, HOLD_MS } from '../../client/ui/follow-call.ts';
import { peerOf, snapshotOf } from '../support/snapshots.ts';

const joining = { status: { kind: 'joining' } } as const;
const connecting = { status: { kind: 'connecting' }, peers: [peerOf()] } as const;
const connected = {
  status: { kind: 'connected', since: 0 },
  peers: [peerOf({ connection: 'connected' })],
} as const;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A call that is whatever the test says, and how it is shown. */
function stage() {
  let tell: (snapshot: CallSnapshot) => void = () => {};
  const call = {
    snapshot: snapshotOf(),
    onChange: (handler: (snapshot: CallSnapshot) => void) => {
      tell = handler;
      return () => {};
    },
  };
  const { call: shown, release } = followCall(call);
  return {
    shown,
    release,
    become(part: Partial<CallSnapshot>) {
      call.snapshot = snapshotOf(part);
      tell(call.snapshot);
      return call.snapshot;
    },
  };
}

test('until both sides are connected nothing is drawn, and then at once', () => {
  const { shown, become } = stage();
  become(joining);
  become(connecting);
  expect(shown.value.status.kind).toBe('idle');
  const last = become(connected);
  expect(shown.value).toBe(last);
  vi.advanceTimersByTime(HOLD_MS);
  expect(shown.value).toBe(last);
});

test('where connecting takes longer it is shown, and from then on all that becomes of it', () => {
  const { shown, become } = stage();
  const first = become(joining);
  vi.advanceTimersByTime(HOLD_MS - 1);
  expect(shown.value).not.toBe(first);
  vi.advanceTimersByTime(1);
  expect(shown.value).toBe(first);
  const next = become(connecting);
  expect(shown.value).toBe(next);
});

test('whoever finds nobody there, or is refused, is told so at once', () => {
  const { shown, become } = stage();
  become(joining);
  const waiting = become({ status: { kind: 'waiting' } });
  expect(shown.value).toBe(waiting);
});

test('with one who is connected, another on the way holds nothing back', () => {
  const { shown, become } = stage();
  const [first] = connected.peers;
  const both = become({ ...connected, peers: [first, peerOf()] });
  expect(shown.value).toBe(both);
});

/** Something became of it, and the picture has yet to come. */
const talking = { ...connected, chat: [{}] as never } as const;

test('once connected nothing more is drawn until the picture is there', () => {
  const { shown, become, release } = stage();
  const first = become(connected);
  become(talking);
  expect(shown.value).toBe(first);
  const last = become(talking);
  release();
  expect(shown.value).toBe(last);
  const next = become(connected);
  expect(shown.value).toBe(next);
});

test('no longer than that, where none comes', () => {
  const { shown, become } = stage();
  become(connected);
  const last = become(talking);
  vi.advanceTimersByTime(HOLD_MS);
  expect(shown.value).toBe(last);
  const next = become(talking);
  expect(shown.value).toBe(next);
});

test.each([
  ['that no picture comes', { isSending: { microphone: true, camera: false } }],
  ['that the way is lost', { connection: 'interrupted' }],
] as const)('it is told at once %s, while one is awaited', (_what, change) => {
  const { shown, become } = stage();
  become(connected);
  const peers = [peerOf({ connection: 'connected', ...change } as Partial<PeerSnapshot>)];
  const told = become({ ...connected, peers });
  expect(shown.value).toBe(told);
});

test('the end is told at once, and the next call is awaited as the first was', () => {
  const { shown, become, release } = stage();
  become(connected);
  release();
  const ending = { reason: 'other-left', by: null, at: 1, lastedMs: 1 } as const;
  const end = become({ status: { kind: 'ended', ending } });
  expect(shown.value).toBe(end);
  const again = become(connected);
  become(talking);
  expect(shown.value).toBe(again);
});
