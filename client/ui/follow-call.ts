import { type ReadonlySignal, signal } from '@preact/signals';
import type { Call } from '../call/call-port.ts';
import type { CallSnapshot } from '../call/state.ts';

/** So long the page may show what was, and nobody minds. */
export const HOLD_MS = 300;

interface Followed {
  readonly call: ReadonlySignal<CallSnapshot>;
  /** The first picture is there. */
  readonly release: () => void;
}

/**
 * The call as the page shows it. While both sides agree and connect, which takes less than to draw what comes of it,
 * nothing is drawn, and after that nothing but the other person's picture until it is there: so it is there sooner. Where
 * either takes longer, the page says so.
 */
export function followCall(call: Pick<Call, 'snapshot' | 'onChange'>): Followed {
  const shown = signal(call.snapshot);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAwaited = true;
  const show = () => {
    clearTimeout(timer);
    timer = undefined;
    isAwaited ||= !isConnected(call.snapshot);
    shown.value = call.snapshot;
  };
  const release = () => {
    isAwaited = false;
    show();
  };
  const giveUp = () => (isConnected(shown.peek()) ? release() : show());
  call.onChange((snapshot) => {
    const before = shown.peek();
    const isHeld = isOnTheWay(snapshot)
      ? !isOnTheWay(before)
      : isAwaited && isPictureNear(before) && isPictureNear(snapshot);
    if (isHeld) timer ??= setTimeout(giveUp, HOLD_MS);
    else show();
  });
  return { call: shown, release };
}

/** Into the room, or to whoever is in it. */
function isOnTheWay({ status: { kind } }: CallSnapshot): boolean {
  return kind === 'joining' || kind === 'connecting';
}

function isConnected({ status: { kind } }: CallSnapshot): boolean {
  return kind === 'connected';
}

/** There is a way for it, and nobody said that none comes. */
function isPictureNear(snapshot: CallSnapshot): boolean {
  const [peer] = snapshot.peers;
  return (
    isConnected(snapshot) &&
    snapshot.isServerReachable &&
    peer?.connection === 'connected' &&
    peer.isSending?.camera !== false
  );
}
