import type { Kind } from './kinds.ts';

export interface Setting {
  readonly kind: Kind;
  /** The text that counts where none is set. */
  readonly fallback: string;
  /** One sentence: what it is for. Help and documentation show it. */
  readonly purpose: string;
  /** Never printed, and may come from a file: the name with `_FILE` behind it says which. */
  readonly isSecret?: true;
}
