import type { Flow } from '../../call/statistics/flow.ts';
import type { Sample } from '../../call/statistics/sample.ts';

/** After so long without a sample nothing was measured: a line would say otherwise. */
const GAP_MS = 10_000;

type Values = readonly (number | null)[];

/** One plot's data: what a line is of, by direction or, where there is but one, alone. */
export interface Columns {
  /** Seconds since 1970. */
  readonly times: readonly number[];
  readonly roundTrip: Values;
  readonly receiving: FlowColumns;
  readonly sending: FlowColumns;
}

export interface FlowColumns {
  readonly bitrate: Values;
  readonly lost: Values;
  readonly framesPerSecond: Values;
  /** The p of 720p. */
  readonly lines: Values;
}

export function toColumns(samples: readonly Sample[]): Columns {
  const rows = samples.flatMap((sample, index) => {
    const before = samples[index - 1];
    const isAfterGap = before && sample.at - before.at > GAP_MS;
    return isAfterGap ? [{ at: before.at + 1, sample: null }, row(sample)] : [row(sample)];
  });
  const all = rows.map(({ sample }) => sample);
  return {
    times: rows.map(({ at }) => at / 1000),
    roundTrip: all.map((sample) => sample?.roundTripMs ?? null),
    receiving: flowColumns(all.map((sample) => sample?.receiving)),
    sending: flowColumns(all.map((sample) => sample?.sending)),
  };
}

function row(sample: Sample): { readonly at: number; readonly sample: Sample | null } {
  return { at: sample.at, sample };
}

function flowColumns(flows: readonly (Flow | undefined)[]): FlowColumns {
  return {
    bitrate: flows.map((flow) => flow?.bitrate ?? null),
    lost: flows.map((flow) => flow?.lost ?? null),
    framesPerSecond: flows.map((flow) => flow?.picture?.framesPerSecond ?? null),
    lines: flows.map((flow) => {
      const { width, height } = flow?.picture ?? {};
      return width === undefined || height === undefined ? null : Math.min(width, height);
    }),
  };
}
