import {
  type Answer,
  isRequestName,
  parseRequest,
  type RequestArgs,
  type RequestName,
} from '../../protocol/events.ts';
import type { Ice, Report } from '../../protocol/ice.ts';
import { type MemberId, parseRoomId, type RoomId } from '../../protocol/ids.ts';
import { type Refused, refuse } from '../../protocol/refusals.ts';
import { sizeOf } from '../../protocol/signals.ts';
import type { Side } from '../rooms/callers.ts';
import { after, type MaybePromise } from '../rooms/maybe-promise.ts';
import type { Member, MemberPort } from '../rooms/member.ts';
import type { Rooms } from '../rooms/rooms-port.ts';
import { createAllowance } from './allowance.ts';
import { createGreeting } from './greeting.ts';
import { createInOrder } from './in-order.ts';
import type { Limits } from './limits.ts';
import type { Observer } from './observer.ts';
import { createPace } from './pace.ts';
import type { InTurn } from './turns.ts';
import { createVisits } from './visits.ts';

const MAX_REPORTS_A_MINUTE = 10;
/** A page at the door looks every five seconds. */
const MAX_LOOKS_A_MINUTE = 30;

export interface ReceiveOptions {
  readonly rooms: Rooms;
  /** What helps a member to a connection. */
  readonly ice: (member: MemberId) => Ice;
  /** What somebody at the door may know of that. */
  readonly outlook: { readonly stunPort?: number; readonly hasRelay: boolean };
  readonly onReport: (room: RoomId, member: MemberId, report: Report) => void;
  readonly limits: Limits;
  readonly observer: Observer;
  readonly now: () => number;
  readonly schedule: (job: () => void, ms: number) => void;
  /** Thousands may lose their connections in one instant. */
  readonly inTurn: InTurn;
  /** Told of what should not happen. The one who asked sees "internal", and nothing of it. */
  readonly onFault: (error: unknown) => void;
}

/** On what terms something is asked. */
export interface Terms extends Pick<Side, 'manner' | 'only'> {
  /** The acknowledgement, where the client passed one. */
  readonly reply?: (answer: Answer) => void;
  /** The answer does not reach the client itself, so it can't come back by what it says. */
  readonly isForgotten?: true;
  /** How a message was written. */
  readonly frame?: string;
  /** It means nothing outside the family that wrote it. */
  readonly isForFamily?: boolean;
}

/** The way in, the same for every wire: parse, limit, hand over, answer. It never throws. */
export interface Receiver {
  request(event: unknown, args: readonly unknown[], terms?: Terms): void;
  /** The connection is gone: its seats are given up, once. `onDone` is called when they are. */
  drop(onDone?: () => void): void;
}

type Handlers = {
  readonly [K in RequestName]: (args: RequestArgs<K>, terms: Terms) => MaybePromise<Answer<K>>;
};

type AllHandlers = Handlers & {
  extension(event: unknown, args: readonly unknown[]): MaybePromise<Answer>;
  drop(): MaybePromise<void>;
  /** It has been told that it is in. */
  settle(room: unknown): void;
};

export function createReceiver(connection: MemberPort, options: ReceiveOptions): Receiver {
  const { onFault, observer, limits, now, schedule, inTurn } = options;
  const handlers = createHandlers(connection, options);
  const inOrder = createInOrder();
  const paceOf = createPace(limits, now);
  let isAccepted = false;
  let isGone = false;

  schedule(() => {
    if (!isAccepted && !isGone) connection.close('asked for nothing');
  }, limits.firstMessageMs);

  function answer({ event, args, terms: { reply } }: Request, outcome: Answer): void {
    isAccepted ||= outcome.ok;
    observer.answered(event, args, outcome);
    if (reply) reply(outcome);
    // `full` has a notice of its own, which the room has sent.
    else if (!outcome.ok && outcome.code !== 'full') {
      connection.send(['refused', parseRoomId(args[0]) ?? '', outcome.code, outcome.message]);
    }
    if (event === 'join' && outcome.ok) handlers.settle(args[0]);
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
    request(event, args, terms = {}) {
      // A wire may hand over what it had read before the end.
      if (isGone) return;
      const request = { event, args, terms };
      const pace = paceOf(event, args);
      if (pace === 'flood') return connection.close('floods');
      if (pace === 'too-fast') return answer(request, refuse('rate-limited'));
      const job = (): MaybePromise<void> =>
        guarded(
          () => after(dispatch(handlers, request), (outcome) => answer(request, outcome)),
          () => answer(request, refuse('internal')),
        );
      if (!inOrder(job)) answer(request, refuse('busy'));
    },
    drop(onDone = () => {}) {
      isGone = true;
      const job = (): MaybePromise<void> =>
        after(
          guarded(handlers.drop, () => {}),
          onDone,
        );
      inTurn(() => void inOrder(job, { isLast: true }));
    },
  };
}

interface Request {
  readonly event: unknown;
  readonly args: readonly unknown[];
  readonly terms: Terms;
}

function dispatch(handlers: AllHandlers, { event, args, terms }: Request): MaybePromise<Answer> {
  if (!isRequestName(event)) return handlers.extension(event, args);
  const parsed = parseRequest(event, args);
  if (!parsed.ok) return refuse(parsed.code, `${event}, ${parsed.why}`);
  // The compiler can't follow that name and arguments belong together; parseRequest has seen to it.
  const handler = handlers[event] as (
    args: readonly unknown[],
    terms: Terms,
  ) => MaybePromise<Answer>;
  return handler(parsed.args, terms);
}

function createHandlers(
  port: MemberPort,
  { rooms, ice, outlook, onReport, limits, now }: ReceiveOptions,
): AllHandlers {
  const visits = createVisits(port, rooms, limits, now);
  const greeting = createGreeting(rooms.features);
  const seats = new Map<RoomId, Member>();
  const mayAskForIce = createAllowance(limits.icePerMinute, now);
  const mayReport = createAllowance(MAX_REPORTS_A_MINUTE, now);
  const mayLook = createAllowance(MAX_LOOKS_A_MINUTE, now);
  function withSeat<A>(room: RoomId, job: (member: Member) => A): A | Refused {
    const member = seats.get(room);
    return member ? job(member) : refuse('not-in-room');
  }

  return {
    hello: greeting.take,
    join([room, joinOptions], { reply, isForgotten, manner, only }) {
      if (greeting.whyNot) return greeting.whyNot;
      const seated = seats.get(room) ?? null;
      if (!seated && seats.size >= limits.roomsPerMember) return refuse('too-many-rooms');
      const hasToken = reply !== undefined && !isForgotten;
      const asker = { port, seated, visitor: visits.id, hasToken, manner, only };
      const said = { ...greeting.options, ...joinOptions };
      return after(rooms.join(room, asker, said), ({ answer, member }) => {
        if (member) seats.set(room, member);
        else seats.delete(room);
        return answer.ok && hasToken ? { ...answer, ice: ice(answer.id) } : answer;
      });
    },
    look([room]) {
      if (!mayLook()) return refuse('rate-limited');
      return after(rooms.look(room), (seen) => ({ ok: true, room, ...seen, ...outlook }));
    },
    leave([room]) {
      return withSeat(room, (member) => {
        seats.delete(room);
        return rooms.leave(room, member);
      });
    },
    hold([room]) {
      return withSeat(room, (member) => {
        seats.delete(room);
        return rooms.hold(room, member);
      });
    },
    ice([room]) {
      return withSeat(room, ({ id }): Answer<'ice'> => {
        if (!mayAskForIce()) return refuse('rate-limited');
        return { ok: true, ice: ice(id) };
      });
    },
    report([room, report]) {
      return withSeat(room, ({ id }): Answer<'report'> => {
        if (!mayReport()) return refuse('rate-limited');
        onReport(room, id, report);
        return { ok: true };
      });
    },
    alive() {
      return { ok: true };
    },
    message([room, data, to], { frame, isForFamily }) {
      const size = Math.max(sizeOf(data), frame?.length ?? 0);
      if (size > limits.messageBytes) return refuse('too-large');
      return withSeat(room, (member) =>
        rooms.relay(room, member, { data, to, frame, isForFamily }),
      );
    },
    settle(given) {
      const room = parseRoomId(given);
      const member = room && seats.get(room);
      if (member) rooms.handOver(room, member);
    },
    extension: (event, args) => visits.ask(event, args, seats),
    drop() {
      const given = [...seats].map(([room, member]) => rooms.drop(room, member));
      seats.clear();
      return all([...given, ...visits.end()]);
    },
  };
}

function all(jobs: readonly MaybePromise<void>[]): MaybePromise<void> {
  return after(jobs.some((one) => one instanceof Promise) ? Promise.all(jobs) : [], () => {});
}
