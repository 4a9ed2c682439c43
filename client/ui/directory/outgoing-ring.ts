import { type ReadonlySignal, signal } from '@preact/signals';
import {
  ALL_NAMES,
  type CalledName,
  roomOfName,
} from '../../../extensions/directory/called-name.ts';
import { directoryWords, type RingEnding } from '../../../extensions/directory/directory-words.ts';
import type { RoomId } from '../../../protocol/ids.ts';
import { unreachable } from '../../call/errors.ts';
import { createExtensionPort } from '../../call/extension-port.ts';
import type { Link } from '../../call/link.ts';

export type OutgoingState =
  | { readonly kind: 'none' }
  /** `ring` is null until the server has taken it. */
  | { readonly kind: 'ringing'; readonly name: CalledName; readonly ring: string | null }
  /** `code` is how it ended, or why it didn't begin. */
  | { readonly kind: 'over'; readonly name: CalledName; readonly code: string };

export interface Found {
  readonly names: readonly CalledName[];
  readonly hasMore: boolean;
}

/** This person calls somebody by name. */
export interface OutgoingRing {
  readonly state: ReadonlySignal<OutgoingState>;
  ring(name: CalledName): void;
  /** Rings no more, or has read how it ended. */
  stop(): void;
  /** Who lets themselves be seen; a code where the server doesn't say. */
  list(): Promise<Found | string>;
}

interface OutgoingOptions {
  readonly link: Link;
  /** What the other person is told. */
  readonly ownName: () => string;
  /** Both are to meet there. */
  readonly onAccepted: (room: RoomId) => void;
}

interface Over {
  readonly id: string;
  readonly how: RingEnding;
  readonly where: RoomId | null;
}

export function createOutgoingRing({ link, ownName, onAccepted }: OutgoingOptions): OutgoingRing {
  const state = signal<OutgoingState>({ kind: 'none' });
  let room: RoomId | null = null;
  /** Both may come at once, and an answer is read a moment later. */
  let early: Over | null = null;
  const port = createExtensionPort(directoryWords, link, () => room);
  const everybody = createExtensionPort(directoryWords, link, () => ALL_NAMES);

  /** Also of one that was given up before the server had taken it, while the next is under way. */
  function finish(name: CalledName, ring: string): void {
    const now = room;
    room = roomOfName(name);
    void port.ask('stop-ringing', ring);
    room = now;
  }

  function handleOver(name: CalledName, { id, how, where }: Over): void {
    if (how === 'accepted' && where) {
      meet(name, id, where);
      return;
    }
    finish(name, id);
    fail(name, how);
  }

  function fail(name: CalledName, code: string): void {
    state.value = { kind: 'over', name, code };
  }

  function meet(name: CalledName, ring: string, where: RoomId): void {
    finish(name, ring);
    state.value = { kind: 'none' };
    onAccepted(where);
  }

  async function begin(name: CalledName): Promise<void> {
    const asked: OutgoingState = { kind: 'ringing', name, ring: null };
    state.value = asked;
    room = roomOfName(name);
    const given = ownName().trim();
    const answer = await port.ask('ring', given ? { name: given } : null);
    const isGivenUp = state.peek() !== asked;
    if (isGivenUp && answer?.ok) finish(name, answer.ring);
    if (isGivenUp) return;
    if (!answer?.ok) {
      fail(name, (answer ?? unreachable()).code);
      return;
    }
    state.value = { ...asked, ring: answer.ring };
    if (early?.id === answer.ring) handleOver(name, early);
  }

  port.on('ring-over', (id, how, where) => {
    const now = state.peek();
    const over: Over = { id, how, where: where ?? null };
    if (now.kind !== 'ringing') return;
    if (now.ring === id) handleOver(now.name, over);
    else if (now.ring === null) early = over;
  });

  async function takeUp(): Promise<void> {
    const now = state.peek();
    if (now.kind !== 'ringing' || now.ring === null) return;
    const answer = await port.ask('ring-back', now.ring);
    if (state.peek() !== now || !answer) return;
    if (!answer.ok) fail(now.name, 'no-answer');
    else if (answer.room !== undefined) meet(now.name, now.ring, answer.room);
  }

  link.onUp((isUp) => {
    if (isUp) void takeUp();
  });

  return {
    state,
    ring: (name) => void begin(name),
    stop() {
      const now = state.peek();
      if (now.kind === 'ringing' && now.ring !== null) finish(now.name, now.ring);
      state.value = { kind: 'none' };
    },
    async list() {
      const answer = await everybody.ask('list-names', null);
      if (!answer?.ok) return (answer ?? unreachable()).code;
      return { names: answer.names as readonly string[] as CalledName[], hasMore: answer.hasMore };
    },
  };
}
