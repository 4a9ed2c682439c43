import { randomBytes } from 'node:crypto';
import {
  type Answer,
  isRequestName,
  type Notice,
  parseRequest,
  type RequestArgs,
  type RequestName,
} from '../../protocol/events.ts';
import { type MemberId, parseMemberId, parseRoomId, type RoomId } from '../../protocol/ids.ts';
import { refuse } from '../../protocol/refusals.ts';
import { after, type MaybePromise } from '../rooms/maybe-promise.ts';
import type { Member } from '../rooms/member.ts';
import type { Rooms } from '../rooms/rooms.ts';
import { createInOrder } from './in-order.ts';

/** Rooms that one connection may sit in at the same time. */
const MAX_ROOMS = 8;

/** What a wire supplies for each of its connections. */
export interface Connection {
  send(notice: Notice): void;
  close(reason: string): void;
}

export interface ReceiveOptions {
  readonly rooms: Rooms;
  /** Told of what should not happen. The one who asked sees "internal", and nothing of it. */
  readonly onFault: (error: unknown) => void;
}

type Reply = (answer: Answer) => void;

/** The way in, the same for every wire: parse, limit, hand over, answer. It never throws. */
export interface Receiver {
  /** `reply` is the acknowledgement, where the client passed one. */
  request(event: unknown, args: readonly unknown[], reply?: Reply): void;
  /** The connection is gone: its seats are given up, once. */
  drop(): void;
}

type Handlers = {
  readonly [K in RequestName]: (...args: RequestArgs<K>) => MaybePromise<Answer<K>>;
};

export function createReceiver(connection: Connection, options: ReceiveOptions): Receiver {
  const { rooms, onFault } = options;
  const handlers = createHandlers(connection, rooms);
  const inOrder = createInOrder();

  function answer(args: readonly unknown[], reply: Reply | undefined, outcome: Answer): void {
    if (reply) reply(outcome);
    // `full` has a notice of its own, which the room has sent.
    else if (!outcome.ok && outcome.code !== 'full') {
      connection.send(['refused', parseRoomId(args[0]) ?? '', outcome.code, outcome.message]);
    }
  }

  /** Runs a job and turns whatever goes wrong in it, now or later, into `onWrong`. */
  function guarded(job: () => MaybePromise<void>, onWrong: () => void): MaybePromise<void> {
    const failed = (error: unknown): void => {
      onFault(error);
      onWrong();
    };
    try {
      const outcome = job();
      return outcome instanceof Promise ? outcome.catch(failed) : outcome;
    } catch (error) {
      return failed(error);
    }
  }

  return {
    request(event, args, reply) {
      const job = (): MaybePromise<void> =>
        guarded(
          () => after(handle(handlers, event, args), (outcome) => answer(args, reply, outcome)),
          () => answer(args, reply, refuse('internal')),
        );
      if (!inOrder(job)) answer(args, reply, refuse('busy'));
    },
    drop() {
      inOrder(() => guarded(handlers.drop, () => {}), { isLast: true });
    },
  };
}

function handle(
  handlers: Handlers,
  event: unknown,
  args: readonly unknown[],
): MaybePromise<Answer> {
  if (!isRequestName(event)) return refuse('unknown-event');
  const parsed = parseRequest(event, args);
  if (!parsed.ok) return refuse(parsed.code, `${event}, ${parsed.why}`);
  // The compiler can't follow that name and arguments belong together; parseRequest has seen to it.
  const handler = handlers[event] as (...args: readonly unknown[]) => MaybePromise<Answer>;
  return handler(...parsed.args);
}

function createHandlers(
  connection: Connection,
  rooms: Rooms,
): Handlers & { drop(): MaybePromise<void> } {
  const seats = new Map<RoomId, Member>();
  return {
    join(room, joinOptions) {
      const seated = seats.get(room);
      if (!seated && seats.size >= MAX_ROOMS) return refuse('too-many-rooms');
      const member = seated ?? { id: newMemberId(), ...connection };
      return after(rooms.join(room, member, joinOptions ?? {}), (answer) => {
        if (answer.ok) seats.set(room, member);
        return answer;
      });
    },
    leave(room) {
      const member = seats.get(room);
      if (!member) return refuse('not-in-room');
      seats.delete(room);
      return rooms.leave(room, member);
    },
    message(room, data, to) {
      const member = seats.get(room);
      return member ? rooms.relay(room, member, data, to) : refuse('not-in-room');
    },
    drop() {
      const given = [...seats].map(([room, member]) => rooms.drop(room, member));
      seats.clear();
      return after(given.some((one) => one instanceof Promise) ? Promise.all(given) : [], () => {});
    },
  };
}

function newMemberId(): MemberId {
  const id = parseMemberId(`@${randomBytes(12).toString('base64url')}`);
  if (!id) throw new Error('a new id does not fit its own shape');
  return id;
}
