import { describe, expect, test } from 'vitest';
import type { CallSnapshot } from '../../client/call/state.ts';
import { callHappenings, deviceHappenings } from '../../client/call/statistics/call-log.ts';
import { peerOf, sampleOf, snapshotOf } from '../support/snapshots.ts';

const events = (before: Partial<CallSnapshot>, after: Partial<CallSnapshot>) =>
  callHappenings(snapshotOf(before), snapshotOf(after)).map(({ event, detail }) =>
    detail === null ? event : `${event}: ${detail}`,
  );

const connecting = { status: { kind: 'connecting' } } as const;
const connected = { status: { kind: 'connected', since: 0 } } as const;
const ended = {
  kind: 'ended',
  ending: { reason: 'other-left', by: 'Minh', at: 0, lastedMs: 1 },
} as const;

describe('the log of a call', () => {
  test('goes from the door to the first picture', () => {
    expect(events({}, { status: { kind: 'joining' } })).toEqual(['joining']);
    expect(events({ status: { kind: 'joining' } }, { status: { kind: 'waiting' } })).toEqual([
      'joined',
      'waiting',
    ]);
    const arrived = { ...connecting, peers: [peerOf()] };
    expect(events({ status: { kind: 'waiting' } }, arrived)).toEqual(['peer-joined', 'connecting']);
    const there = { ...connected, peers: [peerOf({ connection: 'connected' })] };
    expect(events(arrived, there)).toEqual(['connected']);
  });

  test('says by which way, once, without addresses', () => {
    const bare = { ...connected, peers: [peerOf({ connection: 'connected' })] };
    const measured = {
      ...connected,
      peers: [peerOf({ connection: 'connected', sample: sampleOf() })],
    };
    expect(events(bare, measured)).toEqual(['path: direct, UDP, host ↔ srflx']);
    expect(events(measured, measured)).toEqual([]);
  });

  test('tells of what was lost and how it came back', () => {
    const fine = peerOf({ connection: 'connected' });
    const lost = peerOf({ connection: 'interrupted' });
    const trying = peerOf({ connection: 'interrupted', restarts: 1 });
    expect(events({ peers: [fine] }, { peers: [lost] })).toEqual(['interrupted']);
    expect(events({ peers: [lost] }, { peers: [trying] })).toEqual(['restarting-ice: 1']);
    expect(events({ peers: [trying] }, { peers: [fine] })).toEqual(['reconnected']);
    const away = peerOf({ connection: 'connected', isAway: true });
    expect(events({ peers: [fine] }, { peers: [away] })).toEqual(['peer-away']);
    expect(events({ peers: [away] }, { peers: [fine] })).toEqual(['peer-back']);
  });

  test('tells of the server, while there is a call to lose', () => {
    const up = { isServerReachable: true };
    const down = { isServerReachable: false };
    expect(events(up, down)).toEqual(['server-lost']);
    expect(events(down, up)).toEqual(['server-back']);
    expect(events({ ...up, actions: {} }, { ...down, actions: {} })).toEqual([]);
  });

  test('gives the verdict where nothing came about, and the reason of the end', () => {
    const failure = { verdict: 'no-relay', relay: null } as const;
    expect(events({ peers: [peerOf()] }, { peers: [peerOf({ failure })] })).toEqual([
      'no-connection: no-relay',
    ]);
    expect(events({ ...connected, peers: [peerOf()] }, { status: ended })).toEqual([
      'peer-left',
      'ended: other-left',
    ]);
  });

  test('tells of devices', () => {
    const device = { isDesired: true, problem: null };
    const both = { camera: device, microphone: device };
    const off = { ...both, camera: { ...device, isDesired: false } };
    const denied = { ...both, microphone: { isDesired: true, problem: 'denied' } };
    expect(deviceHappenings(both, off)).toEqual([{ event: 'camera-off', detail: null }]);
    expect(deviceHappenings(off, both)).toEqual([{ event: 'camera-on', detail: null }]);
    expect(deviceHappenings(both, denied)).toEqual([
      { event: 'microphone-problem', detail: 'denied' },
    ]);
  });
});
