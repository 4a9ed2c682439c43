import { vi } from 'vitest';

const PATIENCE_MS = 20_000;

/** For what comes by a way of its own, which nothing puts in order with what was waited for before: a line of a log. */
export const eventually = (check: () => void): Promise<void> =>
  vi.waitFor(check, { timeout: PATIENCE_MS, interval: 20 });
