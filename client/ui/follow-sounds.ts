import { effect, type ReadonlySignal } from '@preact/signals';
import type { CallSnapshot } from '../call/state.ts';
import type { Chime } from '../media/chime.ts';
import type { Knocker } from './access/knockers.ts';

/** A sound opens a device, which a picture that is about to come would wait for. */
const AFTER_MS = 300;

interface SoundsOptions {
  readonly call: ReadonlySignal<CallSnapshot>;
  /** Who waits at the door. */
  readonly knockers: ReadonlySignal<readonly Knocker[]>;
  readonly hasSounds: ReadonlySignal<boolean>;
  readonly play: (chime: Chime) => Promise<void>;
}

/** A sound when somebody knocks, comes or goes. Who joins hears none for those who are there already. */
export function followSounds({ call, knockers, hasSounds, play }: SoundsOptions): void {
  let last = call.peek();
  let known: readonly Knocker[] = [];
  const sound = (chime: Chime | null) => {
    if (chime && hasSounds.peek()) setTimeout(() => play(chime).catch(() => {}), AFTER_MS);
  };
  effect(() => {
    const now = call.value;
    const chime = chimeFor(last, now);
    last = now;
    sound(chime);
  });
  effect(() => {
    const isNew = knockers.value.some(({ id }) => !known.some((one) => one.id === id));
    known = knockers.value;
    sound(isNew ? 'arrival' : null);
  });
}

function chimeFor(before: CallSnapshot, now: CallSnapshot): Chime | null {
  const { status } = now;
  if (before.status.kind === 'waiting' && now.peers.length > 0) return 'arrival';
  const isOver = status.kind === 'ended' && before.status.kind !== 'ended';
  return isOver && status.ending.reason === 'other-left' ? 'departure' : null;
}
