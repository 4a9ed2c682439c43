import type { CallSnapshot, PeerSnapshot } from '../../client/call/state.ts';
import type { Sample } from '../../client/call/statistics/sample.ts';
import { type MemberId, parseMemberId, parseRoomId } from '../../protocol/ids.ts';

/** Calls as plain state, without anything that calls. */

const flow = { bitrate: 1000, lost: 0, picture: null, sound: null };

export function sampleOf(part: Partial<Sample> = {}): Sample {
  const path = {
    kind: 'direct',
    protocol: 'udp',
    local: 'host',
    remote: 'srflx',
    relay: null,
  } as const;
  return {
    at: 0,
    path,
    roundTripMs: 23,
    availableBitrate: null,
    pictureDelayMs: null,
    receiving: flow,
    sending: flow,
    ...part,
  };
}

export function peerOf(part: Partial<PeerSnapshot> = {}): PeerSnapshot {
  return {
    id: parseMemberId('@minhminhminhminh') as MemberId,
    name: 'Minh',
    features: null,
    connection: 'connecting',
    restarts: 0,
    failure: null,
    isAway: false,
    microphone: null,
    camera: null,
    isSending: null,
    isWriting: false,
    isPictureHeldBack: false,
    isRecording: false,
    verification: { code: { kind: 'none' }, standing: 'unknown', comparedAt: null },
    sample: null,
    ...part,
  };
}

export function snapshotOf(part: Partial<CallSnapshot> = {}): CallSnapshot {
  return {
    status: { kind: 'idle' },
    room: parseRoomId('secret-room'),
    me: null,
    capacity: null,
    isServerReachable: true,
    server: null,
    servers: [],
    peers: [],
    watchers: 0,
    expectedCamera: null,
    chat: [],
    files: [],
    actions: { hangUp: () => {} },
    ...part,
  };
}
