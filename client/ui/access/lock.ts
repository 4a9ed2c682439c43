import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { lockWords } from '../../../extensions/lock.ts';
import type { Call } from '../../call/call-port.ts';
import type { CallSnapshot } from '../../call/state.ts';
import { isSeatedNow } from './is-seated-now.ts';

/** Whether anybody new may come in, for who is in. */
export interface Lock {
  readonly isLocked: ReadonlySignal<boolean>;
  /** Does nothing where the server can't be asked. */
  toggle(): void;
}

export function createLock(call: Call, state: ReadonlySignal<CallSnapshot>): Lock {
  const port = call.extension({ words: lockWords });
  const isLocked = signal(false);
  port.on('locked', (isNow) => {
    isLocked.value = isNow;
  });
  // Who is back is told of a lock again; of none nobody is told.
  effect(() => {
    if (!isSeatedNow(state.value)) isLocked.value = false;
  });
  return {
    isLocked,
    toggle() {
      if (isSeatedNow(state.value)) void port.ask('lock', !isLocked.value);
    },
  };
}
