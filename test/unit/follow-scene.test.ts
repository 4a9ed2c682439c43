import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CallSnapshot } from '../../client/call/state.ts';
import { followScene, PICTURE_MS } from '../../client/ui/follow-scene.ts';
import { peerOf, snapshotOf } from '../support/snapshots.ts';

const waiting = { status: { kind: 'waiting' } } as const;
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

/** A call that is whatever the test says, and what is on the stage. */
function stage() {
  const call = signal<CallSnapshot>(snapshotOf());
  const become = (part: Partial<CallSnapshot>) => {
    call.value = snapshotOf(part);
  };
  return { ...followScene(call), become };
}

test('who comes in sees an empty stage until the first picture is there', () => {
  const { scene, handlePicture, become } = stage();
  become(connected);
  expect(scene.value).toBe('empty');
  handlePicture();
  expect(scene.value).toBe('together');
});

test('who waited is alone until the first picture is there', () => {
  const { scene, handlePicture, become } = stage();
  become(waiting);
  become(connected);
  expect(scene.value).toBe('alone');
  handlePicture();
  expect(scene.value).toBe('together');
});

test('a picture that does not come is waited for a moment only', () => {
  const { scene, become } = stage();
  become(connected);
  vi.advanceTimersByTime(PICTURE_MS - 1);
  expect(scene.value).toBe('empty');
  vi.advanceTimersByTime(1);
  expect(scene.value).toBe('together');
});

test('of one whose camera is off no picture is waited for', () => {
  const { scene, become } = stage();
  const isSending = { microphone: true, camera: false, screen: false, isPaused: false };
  become({ ...connected, peers: [peerOf({ connection: 'connected', isSending })] });
  expect(scene.value).toBe('together');
});

test('where connecting takes longer the page says so, and nothing is held back', () => {
  const { scene, become } = stage();
  become({ status: { kind: 'connecting' }, peers: [peerOf()] });
  expect(scene.value).toBe('together');
  become(connected);
  expect(scene.value).toBe('together');
});

test('who is left is alone at once, and waits for the picture of the next one', () => {
  const { scene, handlePicture, become } = stage();
  become(connected);
  become(waiting);
  expect(scene.value).toBe('alone');
  handlePicture();
  vi.advanceTimersByTime(PICTURE_MS);
  expect(scene.value).toBe('alone');
  become(connected);
  expect(scene.value).toBe('alone');
  vi.advanceTimersByTime(PICTURE_MS);
  expect(scene.value).toBe('together');
});
