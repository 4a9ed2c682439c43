import { setTimeout } from 'node:timers/promises';
import { makeCall } from './passing-call.ts';

export interface Soak {
  readonly url: string;
  readonly calls: number;
  readonly overMs: number;
}

export interface Soaked {
  readonly done: number;
  /** What went wrong, the same words once. */
  readonly faults: readonly string[];
}

/** Calls that begin evenly over the time, and go on beside each other. */
export async function soak({ url, calls, overMs }: Soak): Promise<Soaked> {
  const faults = new Set<string>();
  let done = 0;
  const all = Array.from({ length: calls }, async (_, number) => {
    await setTimeout((number / calls) * overMs);
    try {
      await makeCall(url, number);
      done += 1;
    } catch (error) {
      faults.add(error instanceof Error ? error.message : String(error));
    }
  });
  await Promise.all(all);
  return { done, faults: [...faults] };
}
