import type { Door } from './door.ts';
import type { ReceiveOptions } from './receive.ts';
import type { SpreadOptions } from './spread.ts';

/** Together they find a dead connection within 18 s. */
export const PING_INTERVAL_MS = 10_000;
export const PING_TIMEOUT_MS = 8_000;

export interface WireOptions extends ReceiveOptions {
  /** Where it listens. */
  readonly path: string;
  readonly door: Door;
}

/** One transport turned into members. */
export interface Wire {
  /**
   * Cuts every connection, one after the other, takes no new ones and no requests: what is asked in the meantime is
   * asked of the next server.
   */
  drain(over: SpreadOptions): Promise<void>;
  /** Ends every connection and takes no new ones. */
  close(): Promise<void>;
}
