import { Seat } from '../../client/call/seat/seat.ts';
import type { SeatMemory } from '../../client/call/seat/seat-memory.ts';
import { createSocketLink } from '../../client/call/socket-link.ts';
import type { MemberId, RoomId } from '../../protocol/ids.ts';
import type { Signal } from '../../protocol/signals.ts';
import { addressFor } from './tries.ts';

/** What a page holds of a room, media left out: our own link and seat, with all they do to come back. */
export interface CrowdMember {
  /** Null while it has no seat, or no connection to it. */
  readonly id: MemberId | null;
  /** Who sits in the room besides, as far as it was told. */
  readonly other: MemberId | null;
  /** That it has not got a seat, and will get none. */
  readonly problem: string | null;
  /** In order of arrival. */
  readonly received: readonly Signal[];
  send(signal: Signal, to: MemberId): void;
  leave(): void;
  /** The page goes and may come back, as on a reload. */
  hold(): void;
  /** As a browser that is killed. */
  vanish(): void;
}

interface CrowdMemberOptions {
  readonly url: string;
  readonly who: string;
  readonly room: RoomId;
  readonly memory: SeatMemory;
}

/** What a tab keeps over a reload. */
export function createPageMemory(): SeatMemory {
  let kept: string | null = null;
  return {
    own: () => kept,
    shared: () => null,
    keep: (_room, token) => {
      kept = token;
    },
  };
}

export function createCrowdMember({ url, who, room, memory }: CrowdMemberOptions): CrowdMember {
  let id: MemberId | null = null;
  let other: MemberId | null = null;
  let problem: string | null = null;
  const received: Signal[] = [];
  const link = createSocketLink({ url: addressFor(who, url) });
  const seat = new Seat({
    link,
    memory,
    room,
    name: who,
    entry: undefined,
    events: {
      onSeated(answer) {
        id = answer.id;
        other = answer.members.find((member) => member.id !== answer.id)?.id ?? other;
      },
      onRefused(why) {
        problem = why.message;
      },
      onNotice(notice) {
        if (notice[0] === 'otherjoin') other = notice[2];
        if (notice[0] === 'message') received.push(notice[2]);
      },
      isGoingOn: () => true,
      onEjected() {
        problem = 'ejected';
      },
    },
  });
  link.onNotice((notice) => seat.handleNotice(notice));
  link.onUp((isUp) => {
    seat.handleUp(isUp);
    if (!isUp) id = null;
  });
  return {
    get id() {
      return id;
    },
    get other() {
      return other;
    },
    get problem() {
      return problem;
    },
    received,
    send: (signal, to) => seat.send(signal, to),
    leave() {
      seat.leave();
      link.close();
    },
    hold() {
      seat.hold();
      link.close();
    },
    vanish: () => link.close(),
  };
}
