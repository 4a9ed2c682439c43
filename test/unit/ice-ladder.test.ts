import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { IceLadder } from '../../client/call/peer/ice-ladder.ts';

/** What the ladder sees of a connection, and does to it. */
class Way extends EventTarget {
  connectionState: RTCPeerConnectionState = 'connected';
  restarts = 0;

  restartIce(): void {
    this.restarts += 1;
  }

  become(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.dispatchEvent(new Event('connectionstatechange'));
  }
}

let way: Way;
let ladder: IceLadder;
let isSilent: boolean;

beforeEach(() => {
  vi.useFakeTimers();
  [way, isSilent] = [new Way(), false];
  ladder = new IceLadder({
    connection: way as unknown as RTCPeerConnection,
    isSilent: () => isSilent,
    onExhausted: () => {},
  });
});
afterEach(() => {
  ladder.stop();
  vi.useRealTimers();
});

test('the network changes, and the silence is noticed only afterwards: one restart, soon', () => {
  ladder.hurry();
  vi.advanceTimersByTime(1000);
  isSilent = true;
  vi.advanceTimersByTime(200);
  expect(way.restarts).toBe(1);
  isSilent = false;
  vi.advanceTimersByTime(60_000);
  expect(way.restarts).toBe(1);
});

test('the network changes, and all is well: no restart', () => {
  ladder.hurry();
  vi.advanceTimersByTime(60_000);
  expect(way.restarts).toBe(0);
});

test('the network is back, and so is the connection by itself: no restart', () => {
  way.become('disconnected');
  vi.advanceTimersByTime(2000);
  ladder.hurry();
  vi.advanceTimersByTime(1000);
  way.become('connected');
  vi.advanceTimersByTime(60_000);
  expect(way.restarts).toBe(0);
});

test('the network is back, and the connection is not: one restart at a time, ever later', () => {
  way.become('disconnected');
  vi.advanceTimersByTime(2000);
  ladder.hurry();
  vi.advanceTimersByTime(1200);
  expect(way.restarts).toBe(1);
  vi.advanceTimersByTime(5000);
  expect(way.restarts).toBe(1);
  vi.advanceTimersByTime(60_000);
  expect(way.restarts).toBe(6);
});
