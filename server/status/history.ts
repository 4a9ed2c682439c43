import type { Census } from '../rooms/census.ts';
import type { Counted } from '../tally.ts';

export const MINUTE_MS = 60 * 1000;
const MAX_MINUTES = 60;

/** What happened in one minute, and who was there at its end. */
export interface Minute {
  readonly members: number;
  readonly rooms: number;
  readonly joins: number;
  readonly refusedJoins: number;
  readonly messages: number;
  readonly refusals: number;
  readonly direct: number;
  readonly relayed: number;
  readonly unconnected: number;
  readonly lost: number;
  readonly resumes: number;
  readonly dropped: number;
}

/** The last hour, minute by minute, the newest last. */
export interface History {
  readonly minutes: readonly Minute[];
  /** Called at the end of each minute. */
  note(): void;
}

export function createHistory(counted: Counted, census: () => Census): History {
  const minutes: Minute[] = [];
  let before = totals(counted);
  return {
    minutes,
    note() {
      const after = totals(counted);
      minutes.push({ ...growth(before, after), ...presence(census()) });
      if (minutes.length > MAX_MINUTES) minutes.shift();
      before = after;
    },
  };
}

type Totals = Omit<Minute, 'members' | 'rooms'>;

function totals({ joins, seats, relays, refusals, reports }: Counted): Totals {
  const { direct, relayed, ...unconnected } = reports;
  const { seated, resumed, ...refusedJoins } = joins;
  return {
    joins: seated,
    refusedJoins: sum(refusedJoins),
    messages: sum(relays),
    refusals: sum(refusals),
    direct,
    relayed,
    unconnected: sum(unconnected),
    lost: seats.away,
    resumes: resumed,
    dropped: seats.dropped,
  };
}

function growth(before: Totals, after: Totals): Totals {
  return {
    joins: after.joins - before.joins,
    refusedJoins: after.refusedJoins - before.refusedJoins,
    messages: after.messages - before.messages,
    refusals: after.refusals - before.refusals,
    direct: after.direct - before.direct,
    relayed: after.relayed - before.relayed,
    unconnected: after.unconnected - before.unconnected,
    lost: after.lost - before.lost,
    resumes: after.resumes - before.resumes,
    dropped: after.dropped - before.dropped,
  };
}

function presence({ rooms, membersByWire }: Census): Pick<Minute, 'members' | 'rooms'> {
  return { rooms, members: sum(Object.fromEntries(membersByWire)) };
}

export function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
