import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Diagnosis } from '../../client/call/peer/diagnosis.ts';
import type { Path } from '../../client/call/statistics/path.ts';
import { takeSample } from '../../client/call/statistics/sample.ts';

const relayed: Path = {
  kind: 'relayed',
  protocol: 'udp',
  local: 'relay',
  remote: 'host',
  relay: null,
};
const direct: Path = { ...relayed, kind: 'direct', local: 'host' };
const nothing = takeSample(null, new Map());

let connection: EventTarget & { connectionState: string; currentRemoteDescription: unknown };
let reports: string[];
let diagnosis: Diagnosis;

beforeEach(() => {
  vi.useFakeTimers();
  reports = [];
  connection = Object.assign(new EventTarget(), {
    connectionState: 'connecting',
    currentRemoteDescription: {},
    remoteDescription: null,
    getConfiguration: () => ({}),
  });
  diagnosis = new Diagnosis({
    connection: connection as unknown as RTCPeerConnection,
    onReport: (report) => reports.push(report),
    onChange: () => {},
  });
});
afterEach(() => {
  diagnosis.stop();
  vi.useRealTimers();
});

function become(state: string): void {
  connection.connectionState = state;
  connection.dispatchEvent(new Event('connectionstatechange'));
}

test('a connection is reported once, by the way that it has settled on', () => {
  become('connected');
  diagnosis.handleSample(nothing);
  diagnosis.handleSample({ ...nothing, path: relayed });
  expect(reports).toEqual([]);
  for (const path of [direct, direct, relayed, direct])
    diagnosis.handleSample({ ...nothing, path });
  expect(reports).toEqual(['direct']);
});

test('a connection that came about late is reported as both: why it did not, and how it did', () => {
  become('connecting');
  vi.advanceTimersByTime(15_000);
  become('failed');
  become('connected');
  for (const path of [direct, direct]) diagnosis.handleSample({ ...nothing, path });
  expect(reports).toEqual(['no-relay', 'direct']);
});
