import { type ReadonlySignal, signal } from '@preact/signals';
import { type CalledName, roomOfName } from '../../../extensions/directory/called-name.ts';
import { directoryWords } from '../../../extensions/directory/directory-words.ts';
import type { RoomId } from '../../../protocol/ids.ts';
import type { CallProblem } from '../../call/errors.ts';
import { createExtensionPort, type ExtensionPort } from '../../call/extension-port.ts';
import type { Link } from '../../call/link.ts';
import { Seat } from '../../call/seat/seat.ts';
import { noMemory } from '../../call/seat/seat-memory.ts';
import type { Kept, KeptName } from './kept-name.ts';

export type ReachState =
  | { readonly kind: 'off' }
  /** The server is asked, for the first time or again. */
  | { readonly kind: 'asking'; readonly name: CalledName }
  | { readonly kind: 'reachable'; readonly name: CalledName }
  | { readonly kind: 'failed'; readonly name: CalledName; readonly problem: CallProblem };

/** Whether somebody can be called by name on this device. */
export interface Reachability {
  readonly state: ReadonlySignal<ReachState>;
  readonly isSeen: ReadonlySignal<boolean>;
  /** Of the room that is the name. */
  readonly port: ExtensionPort<typeof directoryWords>;
  switchOn(name: KeptName): void;
  /** This device knows the name no more; it stays registered. */
  switchOff(): void;
  setSeen(isSeen: boolean): void;
  /** Anybody may register it after that. False where the server could not do it. */
  giveBack(): Promise<boolean>;
  /** The page goes, and may come back. */
  leavePage(): void;
}

interface ReachabilityOptions {
  readonly link: Link;
  readonly kept: Kept;
}

export function createReachability({ link, kept }: ReachabilityOptions): Reachability {
  const state = signal<ReachState>({ kind: 'off' });
  const isSeen = signal(false);
  let chosen: KeptName | null = null;
  let seat: Seat | null = null;
  const room = (): RoomId | null => chosen && roomOfName(chosen.name);
  const port = createExtensionPort(directoryWords, link, room);

  function sit(name: KeptName): void {
    state.value = { kind: 'asking', name: name.name };
    const asked: Seat = new Seat({
      link,
      memory: noMemory,
      room: roomOfName(name.name),
      name: undefined,
      entry: { secret: name.secret },
      events: {
        onSeated: () => {
          if (seat === asked) handleSeated(name);
        },
        onRefused: (problem) => {
          if (seat === asked) handleRefused(name, problem);
        },
        onNotice: () => {},
        isGoingOn: () => false,
        onEjected: () => switchOff(),
      },
    });
    seat = asked;
  }

  function handleSeated(name: KeptName): void {
    state.value = { kind: 'reachable', name: name.name };
    void tellSeen(name);
  }

  /** A server without a directory lets everybody into a room of this name, and knows no more of it. */
  async function tellSeen(name: KeptName): Promise<void> {
    const asked = seat;
    const answer = await port.ask('be-seen', isSeen.peek());
    if (seat !== asked || !answer) return;
    if (answer.ok) kept.name = { ...name, isSeen: isSeen.peek() };
    else if (answer.code === 'unknown-event') {
      asked?.leave();
      handleRefused(name, answer);
    }
  }

  function handleRefused({ name }: KeptName, problem: CallProblem): void {
    seat = null;
    state.value = { kind: 'failed', name, problem };
  }

  function stop(): void {
    seat?.leave();
    seat = null;
    chosen = null;
    state.value = { kind: 'off' };
  }

  function switchOff(): void {
    stop();
    kept.name = null;
  }

  link.onNotice((notice) => seat?.handleNotice(notice));
  link.onUp((isUp) => {
    seat?.handleUp(isUp);
    // Nobody has answered before.
    if (isUp && chosen && !seat && isUnreachable(state.peek())) sit(chosen);
  });
  port.on('name-forgotten', switchOff);

  return {
    state,
    isSeen,
    port,
    switchOn(name) {
      stop();
      chosen = name;
      isSeen.value = name.isSeen;
      sit(name);
    },
    switchOff,
    setSeen(isNow) {
      isSeen.value = isNow;
      if (state.peek().kind !== 'reachable' || !chosen) return;
      kept.name = { ...chosen, isSeen: isNow };
      void port.ask('be-seen', isNow);
    },
    async giveBack() {
      const answer = await port.ask('forget-name');
      if (answer?.ok) switchOff();
      return answer?.ok === true;
    },
    leavePage: () => seat?.hold(),
  };
}

function isUnreachable(state: ReachState): boolean {
  return state.kind === 'failed' && state.problem.code === 'unreachable';
}
