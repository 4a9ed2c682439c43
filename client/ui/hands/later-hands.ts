import { type ReadonlySignal, signal } from '@preact/signals';
import type { Call } from '../../call/call-port.ts';
import type { CallSnapshot } from '../../call/state.ts';
import type { Hands } from './hands.ts';

type Parts = typeof import('./index.ts');

/** Hands and reactions, and how they are shown: nothing that is needed before somebody is there. */
export interface LaterHands {
  /** Null until it is loaded, and where that has failed. */
  readonly loaded: ReadonlySignal<(Parts & { readonly hands: Hands }) | null>;
  load(): void;
}

export function createLaterHands(call: Call, state: ReadonlySignal<CallSnapshot>): LaterHands {
  const loaded = signal<LaterHands['loaded']['value']>(null);
  let isAsked = false;
  return {
    loaded,
    load() {
      if (isAsked) return;
      isAsked = true;
      import('./index.ts').then(
        (parts) => {
          loaded.value = { ...parts, hands: parts.createHands(call, state) };
        },
        // Somebody else may come, or the network be back.
        () => {
          isAsked = false;
        },
      );
    },
  };
}
