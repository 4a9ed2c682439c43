import { vi } from 'vitest';
import { enterRoom } from '../../devices/links/enter-room.ts';
import type { RoomLink, RoomOptions } from '../../devices/room-link.ts';
import type { IceServer } from '../../protocol/ice.ts';
import type { Signal } from '../../protocol/signals.ts';

/** A device in a room, and all that it was told. */
export interface DeviceRoom {
  readonly link: RoomLink;
  readonly entries: (readonly IceServer[])[];
  readonly arrived: { readonly id: string; readonly isMineToCall: boolean }[];
  readonly left: string[];
  readonly heard: { readonly from: string; readonly signal: Signal }[];
  readonly troubles: string[];
  /** Resolves when it is in, for the so manieth time. */
  isIn(times?: number): Promise<void>;
}

export function enterAs(options: RoomOptions, goingOn: readonly string[] = []): DeviceRoom {
  const room: Omit<DeviceRoom, 'link' | 'isIn'> = {
    entries: [],
    arrived: [],
    left: [],
    heard: [],
    troubles: [],
  };
  const link = enterRoom(options, {
    onIn: (servers) => room.entries.push(servers),
    onArrived: ({ id }, isMineToCall) => room.arrived.push({ id, isMineToCall }),
    onLeft: (id) => room.left.push(id),
    onSignal: (from, signal) => room.heard.push({ from, signal }),
    onTrouble: (sentence) => room.troubles.push(sentence),
    isGoingOn: (id) => goingOn.includes(id),
  });
  return {
    link,
    ...room,
    isIn: (times = 1) =>
      vi.waitUntil(() => room.entries.length >= times, { timeout: 20_000, interval: 10 }).then(),
  };
}
