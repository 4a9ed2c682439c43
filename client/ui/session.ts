import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { RoomId } from '../../protocol/ids.ts';
import type { Call } from '../call/call-port.ts';
import type { ChatLine } from '../call/chat-line.ts';
import type { Outlook } from '../call/ice/outlook.ts';
import type { Quality } from '../call/peer/quality.ts';
import type { RtcFactory } from '../call/rtc-factory.ts';
import type { CallSnapshot, PeerSnapshot } from '../call/state.ts';
import { playChime } from '../media/chime.ts';
import type { Echo } from '../media/echo.ts';
import type { LocalMedia, LocalMediaSnapshot } from '../media/local-media.ts';
import { type Access, createAccess } from './access/access.ts';
import { doorProblem } from './access/door-problem.ts';
import { type Chronicle, createChronicle } from './chronicle.ts';
import { clearLeftovers } from './files/clear-leftovers.ts';
import { followCall } from './follow-call.ts';
import { followScene, type Scene } from './follow-scene.ts';
import { followSounds } from './follow-sounds.ts';
import { createLaterHands, type LaterHands } from './hands/later-hands.ts';
import type { Memory } from './memory.ts';
import { followOutgoing } from './outgoing.ts';
import { createPlayer, type Player } from './player.ts';
import { createPreferences, type Preferences } from './preferences.ts';
import { followRecent, type RecentRooms } from './recent-rooms.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import type { Release } from './release.ts';
import type { Router } from './router.ts';
import type { Sharing } from './sharing.ts';

export type DeviceName = 'microphone' | 'camera';

/** What can stand beside the stage, one at a time. */
export type PanelName =
  | 'chat'
  | 'invite'
  | 'quality'
  | 'servers'
  | 'settings'
  | 'shortcuts'
  | 'verification';

export interface Surroundings {
  readonly call: Call;
  readonly createWatcher: () => Call;
  readonly media: LocalMedia;
  readonly router: Router;
  readonly memory: Memory;
  readonly now: () => number;
  readonly isWide: boolean;
  /** Until a person chooses. */
  readonly quality: Quality;
  readonly sharing: Sharing;
  readonly release: Release;
  readonly createConnection: RtcFactory['createConnection'];
  readonly host: string;
  readonly copy: (text: string) => Promise<boolean>;
}

/** What the page shows, and what a person can do with it. Screens read it and call it; nothing else is state. */
export interface Session extends Preferences, RecentRooms {
  readonly router: Router;
  readonly call: ReadonlySignal<CallSnapshot>;
  /** A call beside, for whoever only watches: it keeps nothing, and nothing follows it. One and the same each time. */
  watcher(): Call;
  readonly media: ReadonlySignal<LocalMediaSnapshot>;
  /** The other person: of a call between two, the first peer. */
  readonly other: ReadonlySignal<PeerSnapshot | null>;
  readonly player: Player;
  readonly scene: ReadonlySignal<Scene>;
  /** The first picture of the other person is there. */
  handlePicture(): void;
  /** A line that is begun and not sent: it outlives the panel, and is gone with the call. */
  readonly draft: Signal<string>;
  readonly panel: Signal<PanelName | null>;
  readonly chronicle: Chronicle;
  readonly access: Access;
  readonly hands: LaterHands;
  /** Whoever asks at the door with something to be refused waits there for the answer. */
  readonly isAtDoor: ReadonlySignal<boolean>;
  readonly unread: ReadonlySignal<number>;
  readonly sharing: Sharing;
  readonly recorder: Recorder;
  readonly release: Release;
  /** On a phone: the camera on the other side of it. */
  flip(): void;
  /** Who is in the room, for somebody at the door; null where that can't be known. */
  look(room: RoomId): ReturnType<Call['look']>;
  readonly anticipate: Call['anticipate'];
  /** Null where the code for it could not be loaded. */
  readonly foresee: (door: {
    stunPort?: number | undefined;
    hasRelay: boolean;
  }) => Promise<Outlook | null>;
  /** Hears the microphone as the other person would; resolves with the way to end it. */
  startEcho(): Promise<Echo>;
  copy(text: string): Promise<boolean>;
  /** Offers them to the other side, and shows how they go. */
  sendFiles(files: readonly File[]): void;
  /** Takes up the devices as they were wanted last. */
  prepare(): void;
  /** At the door: devices are taken up as they were wanted last; who was in the call a moment ago goes in. */
  enter(room: RoomId): void;
  toggle(device: DeviceName): void;
  join(room: RoomId): void;
  /** The page goes: closed or reloaded, nobody can tell which. */
  leavePage(): void;
}

export function createSession(surroundings: Surroundings): Session {
  const { call, media, router, memory, copy, sharing, createConnection } = surroundings;
  const followed = followCall(call);
  const callState = followed.call;
  const stage = followScene(callState);
  const mediaState = signal(media.snapshot);
  const preferences = createPreferences(surroundings);
  const { name, speaker, hasSounds } = preferences;
  const draft = signal('');
  const panel = signal<PanelName | null>(surroundings.isWide ? 'chat' : null);
  const linesRead = signal(0);

  media.onChange((snapshot) => {
    mediaState.value = snapshot;
  });
  const { screen } = sharing;
  const recorder = createRecorder({ call: callState, media: mediaState, screen, now: Date.now });
  followOutgoing({
    media: mediaState,
    screen,
    isRecording: recorder.isRecording,
    send: (outgoing) => call.setMedia(outgoing),
  });

  const linesOfOther = computed(() => {
    const { chat, files } = callState.value;
    return [...chat, ...files].filter(({ from }) => from === 'them').length;
  });
  // What is on the screen is read; a new call begins with nothing read.
  effect(() => {
    const lines = linesOfOther.value;
    if (panel.value === 'chat' || lines < linesRead.peek()) linesRead.value = lines;
  });

  // Devices are held while they are shown or sent, and at no other time.
  const isOver = computed(() => {
    const { status } = callState.value;
    return status.kind === 'ended' || (status.kind === 'refused' && doorProblem(status) === null);
  });
  effect(() => {
    if (isOver.value) stopMedia();
  });
  effect(() => {
    if (['room', 'check'].includes(router.route.value.kind)) return;
    call.snapshot.actions.hangUp?.();
    call.anticipate(false);
    stopMedia();
  });

  function stopMedia(): void {
    sharing.stop();
    media.stop();
  }

  function set(device: DeviceName, on: boolean): void {
    memory.devices = { ...memory.devices, [device]: on };
    if (device === 'camera') media.setCamera(on);
    else media.setMicrophone(on);
  }

  function prepare(): void {
    const { microphone, camera } = memory.devices;
    media.choose('microphone', memory.chosen.microphone);
    media.choose('camera', memory.chosen.camera);
    set('microphone', microphone);
    set('camera', camera);
  }

  let watcher: Call | null = null;

  const isAtDoor = signal(false);
  const access = createAccess({ call, state: callState, router, memory, name, join });
  const knockers = access.knockers.waiting;
  followSounds({ call: callState, knockers, hasSounds, play: playChime });

  function join(room: RoomId, chat?: readonly ChatLine[]): void {
    const given = name.value.trim();
    const { status, actions } = call.snapshot;
    const entry = access.keys.entryTo(room);
    memory.name = given;
    draft.value = '';
    if (isOver.value) prepare();
    clearLeftovers();
    const hasComeBack = chat !== undefined || status.kind === 'ended';
    isAtDoor.value = !hasComeBack && Object.keys(entry).length > 0;
    actions.join?.(room, { ...(given && { name: given }), entry, chat: chat ?? [] });
  }

  return {
    router,
    call: callState,
    watcher: () => {
      watcher ??= surroundings.createWatcher();
      return watcher;
    },
    media: mediaState,
    other: computed(() => callState.value.peers[0] ?? null),
    player: createPlayer(callState),
    scene: stage.scene,
    handlePicture: () =>
      batch(() => {
        followed.release();
        stage.handlePicture();
      }),
    ...preferences,
    ...followRecent(callState, memory),
    draft,
    panel,
    chronicle: createChronicle(surroundings),
    access,
    hands: createLaterHands(call, callState),
    isAtDoor,
    unread: computed(() => linesOfOther.value - linesRead.value),
    copy,
    sendFiles(files) {
      const { sendFiles } = callState.value.actions;
      if (!sendFiles || files.length === 0) return;
      sendFiles(files);
      panel.value = 'chat';
    },
    prepare,
    sharing,
    release: surroundings.release,
    recorder,
    flip() {
      media.face(mediaState.value.camera.facing === 'user' ? 'environment' : 'user');
    },
    look: (room) => call.look(room),
    anticipate: (isSomebodyIn) => call.anticipate(isSomebodyIn),
    async foresee({ stunPort = null, hasRelay }) {
      const ways = preferences.ways.value;
      const { host } = surroundings;
      const loaded = await import('../call/ice/outlook.ts').catch(() => null);
      return loaded ? loaded.foresee({ createConnection, host, stunPort, hasRelay, ways }) : null;
    },
    async startEcho() {
      const { track } = mediaState.value.microphone;
      if (!track) throw new Error('there is no microphone to hear');
      const { startEcho } = await import('../media/echo.ts');
      return startEcho({ track, speakerId: speaker.value, createConnection });
    },
    toggle(device) {
      const { isDesired, problem } = mediaState.value[device];
      set(device, !isDesired || problem !== null);
    },
    join: (room) => join(room),
    enter(room) {
      prepare();
      const chat = memory.takeReload(room);
      if (chat) join(room, chat);
    },
    leavePage() {
      const { room, actions, chat } = call.snapshot;
      if (room !== null && actions.hangUp) memory.markReload(room, chat);
      call.close();
    },
  };
}
