import type { Bounds } from './bounds.ts';

/** What each part tells its findings to. */
export interface Measuring {
  readonly bounds: Bounds;
  /** For what is worth knowing and bounded by nothing. */
  readonly say: (line: string) => void;
}
