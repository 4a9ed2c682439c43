const STEP_PERCENT = 10;
const STEP_MS = 1_000;

/** Says how far something has come, not more often than eyes want it. */
export function createProgress(say: (sentence: string) => void, now: () => number) {
  const told = new Map<string, { readonly percent: number; readonly atMs: number }>();
  return (key: string, name: string, share: number): void => {
    const percent = Math.floor((100 * share) / STEP_PERCENT) * STEP_PERCENT;
    const last = told.get(key) ?? { percent: 0, atMs: 0 };
    if (percent <= last.percent || percent >= 100 || now() - last.atMs < STEP_MS) return;
    told.set(key, { percent, atMs: now() });
    say(`${name}: ${percent} %`);
  };
}

export function asSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  if (bytes < 1_000_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`;
}
