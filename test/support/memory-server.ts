import { createHearing } from '../../client/call/hearing.ts';
import type { Link } from '../../client/call/link.ts';
import { type Answer, type Notice, parseAnswer } from '../../protocol/events.ts';
import type { ExtensionNotice } from '../../protocol/extension.ts';
import type { MemberPort } from '../../server/rooms/member.ts';
import type { Rooms } from '../../server/rooms/rooms-port.ts';
import { createTally } from '../../server/tally.ts';
import { defaultLimits } from '../../server/wires/limits.ts';
import { createReceiver, type Receiver } from '../../server/wires/receive.ts';
import { type Clock, createClock } from './clock.ts';
import { noIce } from './no-ice.ts';

type Job = () => void;

/** A link whose queues the test flushes: nothing moves by itself, in either direction. */
export interface MemoryLink extends Link {
  /** Brings everything that this side has asked to the server. */
  flushUp(): void;
  /** Brings everything that the server has told to this side. */
  flushDown(): void;
  /** The connection is lost, with all that was under way. */
  cut(): void;
  restore(): void;
  /** As if the server had told it: for what it tells seldom. */
  tell(notice: Notice): void;
}

export interface MemoryServer {
  connect(): MemoryLink;
  /** Until nothing is under way on any link. */
  flush(): void;
  /** The process ends and another takes its place: it has the secret, and knows nothing. Links are down. */
  restart(): void;
  readonly clock: Clock;
  readonly faults: readonly unknown[];
}

/** The real rooms and the real way in, without a network. */
export function createMemoryServer(setUp: (setup: { clock: Clock }) => Rooms): MemoryServer {
  const faults: unknown[] = [];
  const clock = createClock();
  let rooms = setUp({ clock });
  const links = new Set<MemoryLink & { readonly isIdle: boolean }>();
  return {
    connect() {
      const link = createMemoryLink((connection) =>
        createReceiver(connection, {
          rooms,
          ...noIce,
          limits: defaultLimits,
          observer: createTally(),
          now: clock.now,
          schedule: clock.schedule,
          inTurn: (job) => job(),
          onFault: (error) => faults.push(error),
        }),
      );
      links.add(link);
      return link;
    },
    flush() {
      while ([...links].some(({ isIdle }) => !isIdle)) {
        for (const link of links) link.flushUp();
        for (const link of links) link.flushDown();
      }
    },
    restart() {
      for (const link of links) link.cut();
      rooms = setUp({ clock });
    },
    clock,
    faults,
  };
}

type Accept = (connection: MemberPort) => Receiver;

function createMemoryLink(accept: Accept): MemoryLink & { readonly isIdle: boolean } {
  const up: Job[] = [];
  const down: Job[] = [];
  const hearing = createHearing();
  const upHandlers: ((isUp: boolean) => void)[] = [];
  const underWay = new Set<Job>();
  let receiver: Receiver | null = null;

  function open(): void {
    receiver = accept({
      wire: 'memory',
      address: 'memory',
      send: (notice) => down.push(() => tell(notice)),
      close: () => link.cut(),
    });
    // As the real link does: who says nothing is sent away.
    receiver.request('alive', []);
  }

  function tell([name, ...args]: Notice | ExtensionNotice): void {
    hearing.hear(name, copy(args));
  }

  const link: MemoryLink & { readonly isIdle: boolean } = {
    get isUp() {
      return receiver !== null;
    },
    get isIdle() {
      return (up.length === 0 || !receiver) && down.length === 0;
    },
    request(name, args, onAnswer) {
      link.ask(name, args, (answer) => onAnswer?.(parseAnswer(name, answer)));
    },
    ask(name, args, onAnswer) {
      const sent = copy(args);
      const settle = settleOnce(onAnswer);
      const reply = (answer: Answer): void => {
        down.push(() => settle(copy(answer)));
      };
      // What is asked while the link is down waits for it; what is under way when it is lost is lost with it.
      underWay.add(() => settle(null));
      up.push(() => receiver?.request(name, sent, { reply }));
    },
    onOther: hearing.onOther,
    onNotice: hearing.onNotice,
    onUp: (handler) => upHandlers.push(handler),
    hurry: () => {},
    check: () => {},
    tell,
    close() {
      link.flushUp();
      link.cut();
    },
    flushUp: () => (receiver ? run(up) : undefined),
    flushDown: () => run(down),
    cut() {
      const lost = receiver;
      receiver = null;
      if (!lost) return;
      up.length = 0;
      down.length = 0;
      lost.drop();
      for (const handler of upHandlers) handler(false);
      const losses = [...underWay];
      underWay.clear();
      for (const lose of losses) lose();
    },
    restore() {
      if (receiver) return;
      open();
      for (const handler of upHandlers) handler(true);
    },
  };
  open();
  return link;
}

/** An answer comes once: what arrives after the link was lost is no answer any more. */
function settleOnce<A>(onAnswer: (answer: A | null) => void): (answer: A | null) => void {
  let isSettled = false;
  return (answer) => {
    if (!isSettled) onAnswer(answer);
    isSettled = true;
  };
}

function run(jobs: Job[]): void {
  for (const job of jobs.splice(0)) job();
}

/** As the wire does: nothing but JSON gets across. */
function copy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
