import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { knockWords } from '../../../extensions/knock.ts';
import type { MemberId } from '../../../protocol/ids.ts';
import type { Call } from '../../call/call-port.ts';
import type { CallSnapshot } from '../../call/state.ts';
import { isSeatedNow } from './is-seated-now.ts';

export interface Knocker {
  readonly id: MemberId;
  /** Null where none was given. */
  readonly name: string | null;
}

/** Who waits at the door, for who is in. */
export interface Knockers {
  /** In order of arrival. */
  readonly waiting: ReadonlySignal<readonly Knocker[]>;
  readonly hasFreeSeat: ReadonlySignal<boolean>;
  answer(id: MemberId, isAdmitted: boolean): void;
}

export function createKnockers(call: Call, state: ReadonlySignal<CallSnapshot>): Knockers {
  const port = call.extension({ words: knockWords });
  const waiting = signal<readonly Knocker[]>([]);
  port.on('knocking', (all) => {
    waiting.value = all.map(({ id, name }) => ({ id, name: name?.trim() || null }));
  });
  // Who is back is told again.
  effect(() => {
    if (!isSeatedNow(state.value)) waiting.value = [];
  });
  return {
    waiting,
    hasFreeSeat: computed(() => {
      const { capacity, peers } = state.value;
      return capacity !== null && peers.length + 1 < capacity;
    }),
    answer(id, isAdmitted) {
      // Whatever the server says to that: somebody else answered before, or it tells who is left.
      waiting.value = waiting.value.filter((one) => one.id !== id);
      void port.ask('admit', id, isAdmitted);
    },
  };
}
