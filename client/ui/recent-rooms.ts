import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { CallSnapshot } from '../call/state.ts';
import type { Memory, RecentRoom } from './memory.ts';

/** Rooms that somebody was called in from this device, the latest first. */
export interface RecentRooms {
  readonly recent: ReadonlySignal<readonly RecentRoom[]>;
  forgetRecent(): void;
}

export function followRecent(call: ReadonlySignal<CallSnapshot>, memory: Memory): RecentRooms {
  const recent = signal(memory.recent);
  effect(() => {
    const { status, room } = call.value;
    if (status.kind !== 'ended' || room === null || status.ending.lastedMs === null) return;
    const latest = { room, at: status.ending.at, lastedMs: status.ending.lastedMs };
    memory.recent = [latest, ...recent.peek().filter((other) => other.room !== room)];
    recent.value = memory.recent;
  });
  return {
    recent,
    forgetRecent() {
      memory.recent = [];
      recent.value = [];
    },
  };
}
