import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { type CalledName, parseCalledName } from '../../../extensions/directory/called-name.ts';
import type { RoomId } from '../../../protocol/ids.ts';
import type { Kept, MissedCall } from './kept-name.ts';
import type { Reachability } from './reachability.ts';

export interface IncomingRing {
  readonly id: string;
  /** As who rings says; null where that is nothing. */
  readonly who: string | null;
  /** The server knows it to be so. */
  readonly from: CalledName | null;
}

/** Somebody calls this person by name. */
export interface Incoming {
  readonly ring: ReadonlySignal<IncomingRing | null>;
  /** The newest first. */
  readonly missed: ReadonlySignal<readonly MissedCall[]>;
  accept(): Promise<void>;
  /** Silently: who rings is told nothing. */
  decline(how: 'declined' | 'silently'): void;
  forgetMissed(): void;
}

interface IncomingOptions {
  readonly reachability: Reachability;
  readonly kept: Kept;
  /** In a call nobody is disturbed. */
  readonly isInCall: ReadonlySignal<boolean>;
  readonly now: () => number;
  /** Both are to meet there. */
  readonly onAccepted: (room: RoomId) => void;
}

export function createIncoming(options: IncomingOptions): Incoming {
  const { reachability, kept, isInCall, now, onAccepted } = options;
  const { port, state } = reachability;
  const ring = signal<IncomingRing | null>(null);
  const missed = signal(kept.missed);

  function miss({ who, from }: IncomingRing): void {
    // Another tab of this device may have noted one.
    kept.missed = [{ who, from, at: now() }, ...kept.missed];
    missed.value = kept.missed;
  }

  port.on('ringing', (rings) => {
    ring.value = rings
      ? {
          id: rings.id,
          who: rings.name?.trim() || null,
          from: parseCalledName(rings.from ?? ''),
        }
      : null;
  });
  port.on('ring-over', (id, how) => {
    const over = ring.peek();
    if (over?.id !== id) return;
    ring.value = null;
    if (how === 'cancelled' || how === 'no-answer' || how === 'busy') miss(over);
  });
  effect(() => {
    const rings = ring.value;
    if (!rings || !isInCall.value) return;
    ring.value = null;
    miss(rings);
    void port.ask('decline-ring', rings.id, 'busy');
  });
  // Whether it still rings is told when the server is back.
  effect(() => {
    if (state.value.kind !== 'reachable') ring.value = null;
  });

  return {
    ring,
    missed,
    async accept() {
      const rings = ring.peek();
      if (!rings) return;
      ring.value = null;
      const answer = await port.ask('accept-ring', rings.id);
      if (answer?.ok) onAccepted(answer.room);
      else miss(rings);
    },
    decline(how) {
      const rings = ring.peek();
      ring.value = null;
      if (rings) void port.ask('decline-ring', rings.id, how);
    },
    forgetMissed() {
      kept.missed = [];
      missed.value = [];
    },
  };
}
