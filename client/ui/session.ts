import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { RoomId } from '../../protocol/ids.ts';
import type { Call } from '../call/call.ts';
import type { CallSnapshot, PeerSnapshot } from '../call/state.ts';
import type { Ways } from '../call/ways.ts';
import type { LocalMedia, LocalMediaSnapshot } from '../media/local-media.ts';
import { type Chronicle, createChronicle } from './chronicle.ts';
import type { Memory } from './memory.ts';
import type { Router } from './router.ts';

export type DeviceName = 'microphone' | 'camera';

/** What can stand beside the stage, one at a time. */
export type PanelName = 'chat' | 'quality' | 'servers';

export interface Surroundings {
  readonly call: Call;
  readonly media: LocalMedia;
  readonly router: Router;
  readonly memory: Memory;
  readonly now: () => number;
  readonly isWide: boolean;
  readonly copy: (text: string) => Promise<boolean>;
}

/** What the page shows, and what a person can do with it. Screens read it and call it; nothing else is state. */
export interface Session {
  readonly router: Router;
  readonly call: ReadonlySignal<CallSnapshot>;
  readonly media: ReadonlySignal<LocalMediaSnapshot>;
  /** The other person: of a call between two, the first peer. */
  readonly other: ReadonlySignal<PeerSnapshot | null>;
  readonly name: Signal<string>;
  /** A line that is begun and not sent: it outlives the panel, and is gone with the call. */
  readonly draft: Signal<string>;
  readonly panel: Signal<PanelName | null>;
  /** How this device lets itself be reached: kept, and followed by the next connection. */
  readonly ways: Signal<Ways>;
  readonly chronicle: Chronicle;
  readonly unread: ReadonlySignal<number>;
  copy(text: string): Promise<boolean>;
  /** At the door: devices are taken up as they were wanted last; who was in the call a moment ago goes in. */
  enter(room: RoomId): void;
  toggle(device: DeviceName): void;
  join(room: RoomId): void;
  /** The page goes: closed or reloaded, nobody can tell which. */
  leavePage(): void;
}

export function createSession(surroundings: Surroundings): Session {
  const { call, media, router, memory, copy } = surroundings;
  const callState = signal(call.snapshot);
  const mediaState = signal(media.snapshot);
  const name = signal(memory.name);
  const draft = signal('');
  const panel = signal<PanelName | null>(surroundings.isWide ? 'chat' : null);
  const linesRead = signal(0);
  const ways = signal(memory.ways);

  call.onChange((snapshot) => {
    callState.value = snapshot;
  });
  media.onChange((snapshot) => {
    mediaState.value = snapshot;
    call.setMedia({ microphone: snapshot.microphone.track, camera: snapshot.camera.track });
  });

  effect(() => {
    memory.ways = ways.value;
    call.setWays(ways.value);
  });

  const linesOfOther = computed(
    () => callState.value.chat.filter(({ from }) => from === 'them').length,
  );
  // What is on the screen is read; a new call begins with nothing read.
  effect(() => {
    const lines = linesOfOther.value;
    if (panel.value === 'chat' || lines < linesRead.peek()) linesRead.value = lines;
  });

  // Devices are held while they are shown or sent, and at no other time.
  const isOver = computed(() => ['ended', 'refused'].includes(callState.value.status.kind));
  effect(() => {
    if (isOver.value) media.stop();
  });
  effect(() => {
    if (router.route.value.kind === 'room') return;
    callState.peek().actions.hangUp?.();
    media.stop();
  });

  function set(device: DeviceName, on: boolean): void {
    memory.devices = { ...memory.devices, [device]: on };
    if (device === 'camera') media.setCamera(on);
    else media.setMicrophone(on);
  }

  function prepare(): void {
    const { microphone, camera } = memory.devices;
    set('microphone', microphone);
    set('camera', camera);
  }

  function join(room: RoomId): void {
    const given = name.value.trim();
    memory.name = given;
    draft.value = '';
    if (isOver.value) prepare();
    callState.value.actions.join?.(room, given ? { name: given } : {});
  }

  return {
    router,
    call: callState,
    media: mediaState,
    other: computed(() => callState.value.peers[0] ?? null),
    name,
    draft,
    panel,
    ways,
    chronicle: createChronicle(surroundings),
    unread: computed(() => linesOfOther.value - linesRead.value),
    copy,
    toggle(device) {
      const { isDesired, problem } = mediaState.value[device];
      set(device, !isDesired || problem !== null);
    },
    join,
    enter(room) {
      prepare();
      if (memory.wasReloaded(room)) join(room);
    },
    leavePage() {
      const { room, actions } = callState.value;
      if (room !== null && actions.hangUp) memory.markReload(room);
      call.close();
    },
  };
}
