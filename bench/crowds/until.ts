import { setTimeout } from 'node:timers/promises';

const LOOK_EVERY_MS = 5;

/** Whether it came to be so in time. */
export async function until(isSo: () => boolean, patienceMs: number): Promise<boolean> {
  const end = performance.now() + patienceMs;
  while (!isSo()) {
    if (performance.now() > end) return false;
    await setTimeout(LOOK_EVERY_MS);
  }
  return true;
}
