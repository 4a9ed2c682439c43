import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Pulse } from '../../client/call/peer/pulse.ts';

/** What is read of a connection: the test says how much has come. */
const way = { connectionState: 'connected', bytesReceived: 0, getStats };
let silences: number;
let returns: number;
let pulse: Pulse;

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(way, { connectionState: 'connected', bytesReceived: 0 });
  [silences, returns] = [0, 0];
  const connection = way as unknown as RTCPeerConnection;
  pulse = new Pulse({
    connection,
    onSilence: () => {
      silences += 1;
    },
    onReturn: () => {
      returns += 1;
    },
  });
});
afterEach(() => {
  pulse.stop();
  vi.useRealTimers();
});

function getStats(): Promise<ReadonlyMap<string, unknown>> {
  const pair = { type: 'candidate-pair', bytesReceived: way.bytesReceived };
  return Promise.resolve(new Map([['pair', pair]]));
}

async function pass(ms: number, bytesEachTenth: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 100) {
    way.bytesReceived += bytesEachTenth;
    await vi.advanceTimersByTimeAsync(100);
  }
}

test('what came all the time and stops is missed within 1.2 s, once, and its return noticed', async () => {
  await pass(2000, 50);
  expect([silences, pulse.isSilent]).toEqual([0, false]);
  await pass(1200, 0);
  expect([silences, pulse.isSilent]).toEqual([1, true]);
  await pass(5000, 0);
  expect([silences, returns]).toEqual([1, 0]);
  await pass(2000, 50);
  expect([returns, pulse.isSilent]).toEqual([1, false]);
});

test('where little is sent little is expected, after the first pause', async () => {
  for (let times = 0; times < 5; times += 1) {
    await pass(100, 50);
    await pass(2400, 0);
  }
  expect(silences).toBe(1);
});

test('what the browser itself calls lost is no news', async () => {
  await pass(2000, 50);
  way.connectionState = 'disconnected';
  await pass(5000, 0);
  expect(silences).toBe(0);
});
