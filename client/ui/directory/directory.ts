import { computed, type ReadonlySignal } from '@preact/signals';
import type { RoomId } from '../../../protocol/ids.ts';
import type { Link } from '../../call/link.ts';
import { playChime } from '../../media/chime.ts';
import type { Session } from '../session.ts';
import { callForAttention, notify } from './attention.ts';
import { createIncoming, type Incoming } from './incoming.ts';
import { createKept, NAME_ENTRY } from './kept-name.ts';
import { createOutgoingRing, type OutgoingRing } from './outgoing-ring.ts';
import { createReachability, type Reachability } from './reachability.ts';
import { directoryText } from './words/directory-text.ts';

/** Calling by name, on this page. */
export interface Directory {
  readonly reachability: Reachability;
  readonly incoming: Incoming;
  readonly outgoing: OutgoingRing;
}

export interface DirectoryOptions {
  readonly link: Link;
  readonly session: Session;
  readonly storage: () => Storage;
}

export function createDirectory({ link, session, storage }: DirectoryOptions): Directory {
  const kept = createKept(storage);
  const reachability = createReachability({ link, kept });
  const meetIn = (room: RoomId): void => {
    session.router.openRoom(room);
    session.prepare();
    session.join(room);
  };
  const outgoing = createOutgoingRing({
    link,
    ownName: () => session.name.peek(),
    onAccepted: meetIn,
  });
  const incoming = createIncoming({
    reachability,
    kept,
    isInCall: isInCall(session),
    now: Date.now,
    onAccepted: meetIn,
  });
  callForAttention({
    incoming: incoming.ring,
    outgoing: outgoing.state,
    hasSounds: session.hasSounds,
    play: playChime,
    say: ({ who, from }) => directoryText.peek().whoCalls(who ?? from),
    notify,
    document,
  });
  if (kept.name) reachability.switchOn(kept.name);
  // In another tab this device was told to forget the name.
  addEventListener('storage', ({ key, newValue }) => {
    if (key === NAME_ENTRY && newValue === null) reachability.switchOff();
  });
  // Before the connection is closed.
  addEventListener('pagehide', reachability.leavePage, { capture: true });
  return { reachability, incoming, outgoing };
}

function isInCall({ call }: Session): ReadonlySignal<boolean> {
  return computed(() => 'hangUp' in call.value.actions);
}
