import type { ReadonlySignal } from '@preact/signals';
import type { RoomId } from '../../../protocol/ids.ts';
import type { Call } from '../../call/call-port.ts';
import type { CallSnapshot } from '../../call/state.ts';
import type { Memory } from '../memory.ts';
import type { Router } from '../router.ts';
import { createKeys, type Keys } from './keys.ts';
import { createKnock, type Knock } from './knock.ts';
import { createKnockers, type Knockers } from './knockers.ts';
import { createLock, type Lock } from './lock.ts';

/** Who may enter: what is to be done about it, before the door and behind it. */
export interface Access {
  readonly keys: Keys;
  readonly knock: Knock;
  readonly lock: Lock;
  readonly knockers: Knockers;
}

interface AccessOptions {
  readonly call: Call;
  readonly state: ReadonlySignal<CallSnapshot>;
  readonly router: Router;
  readonly memory: Memory;
  readonly name: ReadonlySignal<string>;
  readonly join: (room: RoomId) => void;
}

export function createAccess({ call, state, router, memory, name, join }: AccessOptions): Access {
  const keys = createKeys({ call: state, router, memory });
  return {
    keys,
    lock: createLock(call, state),
    knockers: createKnockers(call, state),
    knock: createKnock({
      call,
      state,
      name,
      onOpened(room) {
        // Nobody asks for it any more, and it may have been a wrong one.
        keys.password.value = '';
        join(room);
      },
    }),
  };
}
