import { type Report, reports } from '../protocol/ice.ts';
import { refusals } from '../protocol/refusals.ts';
import type { RoomChange } from './rooms/rooms-port.ts';
import type { TurnedAway } from './wires/door.ts';
import type { Observer } from './wires/observer.ts';

const relayKinds = ['offer', 'answer', 'candidate', 'other'] as const;
type RelayKind = (typeof relayKinds)[number];

const seatChanges = ['joined', 'back', 'away', 'left', 'dropped'] as const;
const whysTurnedAway: readonly TurnedAway[] = ['origin', 'too many connections'];
const wireNames = [
  'socketio',
  'websocket',
  'direct',
  'broadcast',
  'rooms',
  'whip',
  'whep',
] as const;

type Counts<K extends string = string> = Record<K, number>;

/** What has happened since the start, in plain numbers. All names are known beforehand: nobody can add one from outside. */
export interface Counted {
  /** Open now. */
  readonly connections: Counts;
  readonly joins: Counts & Counts<'seated' | 'resumed'>;
  readonly seats: Counts<(typeof seatChanges)[number]>;
  readonly relays: Counts<RelayKind>;
  readonly refusals: Counts;
  /** Those who were not let connect. */
  readonly turnedAway: Counts<TurnedAway>;
  readonly reports: Counts<Report>;
}

/** Counts. Everything that shows numbers reads them here. */
export interface Tally extends Observer {
  readonly counted: Counted;
  changed(change: RoomChange): void;
  turnedAway(why: TurnedAway): void;
  /** Gives back how many of this report there were, with this one. */
  reported(report: Report): number;
}

/** `extensionCodes`: the refusals that extensions add. */
export function createTally(extensionCodes: readonly string[] = []): Tally {
  const refusalCodes = [...Object.keys(refusals), ...extensionCodes];
  const counted = {
    connections: zeros<string>(wireNames),
    joins: { ...zeros<string>(refusalCodes), ...zeros(['seated', 'resumed']) },
    seats: zeros(seatChanges),
    relays: zeros(relayKinds),
    refusals: zeros<string>(refusalCodes),
    turnedAway: zeros(whysTurnedAway),
    reports: zeros(reports),
  };
  return {
    counted,
    connected: (wire) => add(counted.connections, wire, 1),
    disconnected: (wire) => add(counted.connections, wire, -1),
    answered(event, args, answer) {
      if (!answer.ok) {
        add(counted.refusals, answer.code, 1);
        if (event === 'join') add(counted.joins, answer.code, 1);
      } else if (event === 'message') {
        counted.relays[kindOf(args[1])] += 1;
      }
    },
    changed(change) {
      // Counted by its answer.
      if (change === 'refused') return;
      counted.seats[change] += 1;
      if (change === 'joined') counted.joins.seated += 1;
      if (change === 'back') counted.joins.resumed += 1;
    },
    turnedAway(why) {
      counted.turnedAway[why] += 1;
    },
    reported(report) {
      counted.reports[report] += 1;
      return counted.reports[report];
    },
  };
}

function zeros<K extends string>(names: readonly K[]): Counts<K> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Counts<K>;
}

function add(counts: Counts, name: string, change: number): void {
  counts[name] = (counts[name] ?? 0) + change;
}

function kindOf(data: unknown): RelayKind {
  const type = typeof data === 'object' && data !== null && 'type' in data ? data.type : null;
  return type === 'offer' || type === 'answer' || type === 'candidate' ? type : 'other';
}
