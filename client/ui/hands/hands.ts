import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { hands, reactions } from '../../../extensions/hands.ts';
import type { MemberId } from '../../../protocol/ids.ts';
import type { Call } from '../../call/call-port.ts';
import type { CallSnapshot, PeerSnapshot } from '../../call/state.ts';
import { isSeatedNow } from '../access/is-seated-now.ts';

export type Reaction = (typeof reactions)[number];

export interface Shown {
  /** Of all that were shown, the how manieth. */
  readonly serial: number;
  readonly from: MemberId;
  readonly reaction: Reaction;
}

/** As long as the motion takes in which it is shown. */
const SHOWN_MS = 2_600;
/** Whoever sends more at once sees the last ones. */
const MAX_SHOWN = 12;

/** Whose hands are up, and what is sent in passing. */
export interface Hands {
  /** Not every server has them, and not everybody who is there sees them. */
  readonly areKnown: ReadonlySignal<boolean>;
  readonly isMineUp: ReadonlySignal<boolean>;
  isUp(id: MemberId): boolean;
  readonly shown: ReadonlySignal<readonly Shown[]>;
  isMine(one: Shown): boolean;
  /** Does nothing where the server can't be asked. */
  toggle(): void;
  react(reaction: Reaction): void;
  /** By its place among all of them, from 1 on. */
  reactAt(place: number): void;
}

/** False where everybody there says what they can do, and nobody names it. */
function isForOthers(peers: readonly PeerSnapshot[]): boolean {
  const sees = ({ features }: PeerSnapshot) => features?.includes(hands.words.name) ?? true;
  return peers.length === 0 || peers.some(sees);
}

export function createHands(call: Call, state: ReadonlySignal<CallSnapshot>): Hands {
  const port = call.extension(hands);
  const me = computed(() => (isSeatedNow(state.value) ? state.value.me : null));
  const raised = signal<readonly MemberId[]>([]);
  const isAnswered = signal(false);
  const shown = signal<readonly Shown[]>([]);
  // Who has said nothing of it is asked, or shown them, as those were who came before `hello`.
  const isLeftOut = computed(
    () => state.value.server?.features.includes(hands.words.name) === false,
  );
  const areSeen = computed(() => isForOthers(state.value.peers));
  const areKnown = computed(() => isAnswered.value && areSeen.value);
  const isMineUp = computed(() => me.value !== null && raised.value.includes(me.value));
  let serial = 0;

  port.on('hands', (ids) => {
    raised.value = ids;
  });
  port.on('reacted', show);
  // Whoever begins to listen, or is back, asks how things stand.
  effect(() => {
    raised.value = [];
    isAnswered.value = false;
    if (me.value !== null && !isLeftOut.value) void ask();
  });

  async function ask(): Promise<void> {
    const before = raised.peek();
    const answer = await port.ask('hands-up');
    isAnswered.value = answer?.ok === true;
    const isNews = raised.peek() === before;
    if (answer?.ok && isNews) raised.value = answer.raised;
  }

  function show(from: MemberId, reaction: Reaction): void {
    serial += 1;
    const one = { serial, from, reaction };
    shown.value = [...shown.value, one].slice(-MAX_SHOWN);
    setTimeout(() => {
      shown.value = shown.value.filter((other) => other !== one);
    }, SHOWN_MS);
  }

  async function react(reaction: Reaction): Promise<void> {
    const answer = areKnown.value ? await port.ask('react', reaction) : null;
    if (answer?.ok && me.value !== null) show(me.value, reaction);
  }

  return {
    areKnown,
    isMineUp,
    isUp: (id) => raised.value.includes(id),
    shown,
    isMine: ({ from }) => from === me.value,
    toggle() {
      if (areKnown.value) void port.ask(isMineUp.value ? 'lower-hand' : 'raise-hand');
    },
    react: (reaction) => void react(reaction),
    reactAt(place) {
      const reaction = reactions[place - 1];
      if (reaction) void react(reaction);
    },
  };
}
