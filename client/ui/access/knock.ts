import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { knockWords } from '../../../extensions/knock.ts';
import type { RoomId } from '../../../protocol/ids.ts';
import type { Call } from '../../call/call-port.ts';
import { type CallProblem, unreachable } from '../../call/errors.ts';
import type { CallSnapshot } from '../../call/state.ts';

export type KnockState =
  | { readonly kind: 'none' }
  | { readonly kind: 'waiting'; readonly room: RoomId }
  /** Whoever is in said no, this time. */
  | { readonly kind: 'turned-away'; readonly room: RoomId }
  | { readonly kind: 'failed'; readonly room: RoomId; readonly problem: CallProblem };

/** A knock at the door of a room, by somebody outside. */
export interface Knock {
  readonly state: ReadonlySignal<KnockState>;
  knock(room: RoomId): void;
  /** Waits no more. */
  stop(): void;
}

interface KnockOptions {
  readonly call: Call;
  readonly state: ReadonlySignal<CallSnapshot>;
  readonly name: ReadonlySignal<string>;
  /** They opened. It has to be entered on this connection. */
  readonly onOpened: (room: RoomId) => void;
}

export function createKnock({ call, state, name, onOpened }: KnockOptions): Knock {
  const knock = signal<KnockState>({ kind: 'none' });
  const port = call.extension({ words: knockWords }, () =>
    knock.peek().kind === 'none' ? null : roomOf(knock.peek()),
  );
  let wasReachable = true;

  async function ask(): Promise<void> {
    const waiting = knock.peek();
    if (waiting.kind !== 'waiting') return;
    const given = name.peek().trim();
    const answer = await port.ask('knock', given ? { name: given } : null);
    // Lost with the connection, it is asked again when that is back.
    if (knock.peek() !== waiting || answer?.ok || !state.peek().isServerReachable) return;
    const problem = answer ?? unreachable();
    knock.value = { kind: 'failed', room: waiting.room, problem };
  }

  port.on('knock-answered', (isAdmitted) => {
    const waiting = knock.peek();
    if (waiting.kind !== 'waiting') return;
    knock.value = isAdmitted ? { kind: 'none' } : { kind: 'turned-away', room: waiting.room };
    if (isAdmitted) onOpened(waiting.room);
  });
  // The server knew the one who waited by the connection.
  effect(() => {
    const { isServerReachable } = state.value;
    if (isServerReachable && !wasReachable) void ask();
    wasReachable = isServerReachable;
  });

  return {
    state: knock,
    knock(room) {
      knock.value = { kind: 'waiting', room };
      void ask();
    },
    stop() {
      if (knock.peek().kind === 'waiting') void port.ask('withdraw');
      knock.value = { kind: 'none' };
    },
  };
}

function roomOf(knock: KnockState): RoomId | null {
  return knock.kind === 'none' ? null : knock.room;
}
