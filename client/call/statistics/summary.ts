import type { Flow } from './flow.ts';
import type { Sample } from './sample.ts';

/** Many samples as one. Null is what none of them knew. */
export interface Summary {
  /** The share that was lost on the way, in the worse of the two directions: 0 to 1. */
  readonly lost: number | null;
  readonly roundTripMs: number | null;
  readonly receiving: PictureSummary | null;
  readonly sending: PictureSummary | null;
}

export interface PictureSummary {
  /** The p of 720p: the shorter side. */
  readonly lines: number;
  readonly framesPerSecond: number;
}

/** Means for what adds up; medians for what one odd moment should not change. */
export function summarize(samples: readonly Sample[]): Summary {
  const receiving = samples.map((sample) => sample.receiving);
  const sending = samples.map((sample) => sample.sending);
  const shares = [receiving, sending].map((flows) => mean(known(flows.map(({ lost }) => lost))));
  const lost = known(shares);
  return {
    lost: lost.length === 0 ? null : Math.max(...lost),
    roundTripMs: median(known(samples.map(({ roundTripMs }) => roundTripMs))),
    receiving: pictureSummary(receiving),
    sending: pictureSummary(sending),
  };
}

function pictureSummary(flows: readonly Flow[]): PictureSummary | null {
  const pictures = known(flows.map(({ picture }) => picture));
  const lines = median(pictures.map(({ width, height }) => Math.min(width, height)));
  const framesPerSecond = mean(pictures.map((picture) => picture.framesPerSecond));
  return lines === null || framesPerSecond === null ? null : { lines, framesPerSecond };
}

function known<T>(values: readonly (T | null)[]): T[] {
  return values.filter((value) => value !== null);
}

function mean(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return values.reduce((total, value) => total + value, 0) / values.length;
}

function median(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;
}
