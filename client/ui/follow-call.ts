import { type ReadonlySignal, signal } from '@preact/signals';
import type { Call } from '../call/call-port.ts';
import type { CallSnapshot } from '../call/state.ts';

/** So long the page may show what was, and nobody minds. */
export const HOLD_MS = 300;

/**
 * The call as the page shows it. While both sides agree and connect, which takes less than to draw what comes of it,
 * nothing is drawn: the other person's picture is there sooner. Where it takes longer, the page says so.
 */
export function followCall(
  call: Pick<Call, 'snapshot' | 'onChange'>,
): ReadonlySignal<CallSnapshot> {
  const shown = signal(call.snapshot);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = () => {
    clearTimeout(timer);
    timer = undefined;
    shown.value = call.snapshot;
  };
  call.onChange((snapshot) => {
    const isHeld = isOnTheWay(snapshot) && !isOnTheWay(shown.peek());
    if (isHeld) timer ??= setTimeout(show, HOLD_MS);
    else show();
  });
  return shown;
}

/** Into the room, or to whoever is in it. */
function isOnTheWay({ status: { kind } }: CallSnapshot): boolean {
  return kind === 'joining' || kind === 'connecting';
}
