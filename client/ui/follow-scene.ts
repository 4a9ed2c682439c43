import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { CallSnapshot, CallStatus, PeerSnapshot } from '../call/state.ts';

/** So long a first picture is waited for, once there is a way for it. */
export const PICTURE_MS = 300;

/**
 * What is on the stage. While a first picture is on its way nothing is drawn that isn't there yet, so that it comes
 * sooner: who waited sees themselves a moment longer, who came in an empty stage.
 */
export type Scene = 'alone' | 'empty' | 'together';

interface Stage {
  readonly scene: ReadonlySignal<Scene>;
  /** The first picture is there. */
  readonly handlePicture: () => void;
}

export function followScene(call: ReadonlySignal<CallSnapshot>): Stage {
  const scene = signal<Scene>('empty');
  let timer: ReturnType<typeof setTimeout> | undefined;
  const change = (next: Scene) => {
    clearTimeout(timer);
    timer = undefined;
    scene.value = next;
  };
  const meet = () => {
    if (call.peek().peers.length > 0) change('together');
  };
  effect(() => {
    const { status, peers } = call.value;
    const [peer] = peers;
    if (!peer) change(isInRoom(status) ? 'alone' : 'empty');
    else if (!isPictureNear(peer)) meet();
    else if (scene.peek() !== 'together') timer ??= setTimeout(meet, PICTURE_MS);
  });
  return { scene, handlePicture: meet };
}

/** Before there is a connection nobody knows how long it will take. */
function isPictureNear({ connection, isSending }: PeerSnapshot): boolean {
  return connection === 'connected' && isSending?.camera !== false;
}

function isInRoom({ kind }: CallStatus): boolean {
  return kind === 'joining' || kind === 'waiting';
}
