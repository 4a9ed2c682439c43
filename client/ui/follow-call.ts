import { type ReadonlySignal, signal } from '@preact/signals';
import type { Call } from '../call/call-port.ts';
import type { CallSnapshot } from '../call/state.ts';

/** So long the page may show what was, and nobody notices. */
export const HOLD_MS = 120;

/**
 * The call as the page shows it. While both sides agree, which takes less than to draw what comes of it, nothing is
 * drawn: the other person's picture is there sooner. Where agreeing takes longer, the page says so.
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
    const isHeld = isAgreeing(snapshot) && !isAgreeing(shown.peek());
    if (isHeld) timer ??= setTimeout(show, HOLD_MS);
    else show();
  });
  return shown;
}

/** On the way in, or with offer and answer on theirs. */
function isAgreeing({ status, peers }: CallSnapshot): boolean {
  if (status.kind !== 'connecting') return status.kind === 'joining';
  return peers.every(({ microphone, camera }) => microphone === null && camera === null);
}
