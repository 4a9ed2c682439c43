import type { CallSnapshot, PeerSnapshot } from '../state.ts';
import { describeEnds, type Path } from './path.ts';

/** What can be told of a call without a word of what was said in it, and without a way into it. */
export type LogEvent =
  | 'joining'
  | 'joined'
  | 'waiting'
  | 'refused'
  | 'peer-joined'
  | 'peer-left'
  | 'peer-away'
  | 'peer-back'
  | 'connecting'
  | 'connected'
  | 'path'
  | 'interrupted'
  | 'restarting-ice'
  | 'reconnected'
  | 'no-connection'
  | 'server-lost'
  | 'server-back'
  | 'camera-on'
  | 'camera-off'
  | 'camera-problem'
  | 'microphone-on'
  | 'microphone-off'
  | 'microphone-problem'
  | 'ended';

export interface Happening {
  readonly event: LogEvent;
  /** A code or a count, never an address, a name or a text of somebody. */
  readonly detail: string | null;
}

export interface LogEntry extends Happening {
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What happened between two snapshots of a call. */
export function callHappenings(before: CallSnapshot, after: CallSnapshot): readonly Happening[] {
  return [
    ...statusHappenings(before, after),
    ...serverHappenings(before, after),
    ...peersHappenings(before.peers, after.peers),
    ...(after.status.kind === 'ended' && before.status.kind !== 'ended'
      ? happened('ended', after.status.ending.reason)
      : []),
  ];
}

function happened(event: LogEvent, detail: string | null = null): readonly Happening[] {
  return [{ event, detail }];
}

function statusHappenings({ status: before }: CallSnapshot, { status }: CallSnapshot) {
  if (before.kind === status.kind) return [];
  const joined = before.kind === 'joining' ? happened('joined') : [];
  switch (status.kind) {
    case 'joining':
      return happened('joining');
    case 'refused':
      return happened('refused', status.problem.code);
    case 'waiting':
      return [...joined, ...happened('waiting')];
    case 'connecting':
    case 'connected':
      return joined;
    case 'idle':
    case 'ended':
      return [];
  }
}

function serverHappenings(before: CallSnapshot, after: CallSnapshot): readonly Happening[] {
  if (before.isServerReachable === after.isServerReachable || !after.actions.hangUp) return [];
  return happened(after.isServerReachable ? 'server-back' : 'server-lost');
}

function peersHappenings(before: readonly PeerSnapshot[], after: readonly PeerSnapshot[]) {
  const gone = before.filter(({ id }) => !after.some((peer) => peer.id === id));
  return [
    ...gone.flatMap(() => happened('peer-left')),
    ...after.flatMap((peer) => {
      const known = before.find(({ id }) => id === peer.id);
      return known ? peerHappenings(known, peer) : newcomerHappenings(peer);
    }),
  ];
}

function newcomerHappenings({ connection }: PeerSnapshot): readonly Happening[] {
  const isAtOnce = connection === 'connected';
  return [...happened('peer-joined'), ...happened(isAtOnce ? 'connected' : 'connecting')];
}

function peerHappenings(before: PeerSnapshot, after: PeerSnapshot): readonly Happening[] {
  return [
    ...connectionHappenings(before, after),
    ...(after.restarts > before.restarts ? happened('restarting-ice', `${after.restarts}`) : []),
    ...(after.failure && !before.failure ? happened('no-connection', after.failure.verdict) : []),
    ...(after.isAway === before.isAway ? [] : happened(after.isAway ? 'peer-away' : 'peer-back')),
    ...pathHappenings(before.sample?.path ?? null, after.sample?.path ?? null),
  ];
}

function connectionHappenings(before: PeerSnapshot, after: PeerSnapshot): readonly Happening[] {
  if (before.connection === after.connection) return [];
  switch (after.connection) {
    case 'connecting':
      return happened('connecting');
    case 'connected':
      return happened(before.connection === 'interrupted' ? 'reconnected' : 'connected');
    case 'interrupted':
      return happened('interrupted');
    case 'failed':
      return happened('interrupted', 'failed');
  }
}

function pathHappenings(before: Path | null, after: Path | null): readonly Happening[] {
  if (!after || (before && describePath(before) === describePath(after))) return [];
  return happened('path', describePath(after));
}

/** Without the addresses. */
function describePath(path: Path): string {
  return `${path.kind}, ${describeEnds(path)}`;
}

interface DeviceState {
  readonly isDesired: boolean;
  readonly problem: string | null;
}

interface DeviceStates {
  readonly camera: DeviceState;
  readonly microphone: DeviceState;
}

export function deviceHappenings(before: DeviceStates, after: DeviceStates): readonly Happening[] {
  return (['camera', 'microphone'] as const).flatMap((device) => {
    const [was, is] = [before[device], after[device]];
    const hasSwitched = was.isDesired !== is.isDesired;
    return [
      ...(hasSwitched ? happened(`${device}-${is.isDesired ? 'on' : 'off'}`) : []),
      ...(is.problem && is.problem !== was.problem
        ? happened(`${device}-problem`, is.problem)
        : []),
    ];
  });
}
