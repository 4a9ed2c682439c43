/** Where a file goes that arrives. Each call waits for the one before. */
export interface FileSink {
  /** One after the other. The parts may be handed over to another thread: the caller uses them no more. */
  write(parts: readonly Uint8Array<ArrayBuffer>[]): Promise<void>;
  /** All is written, and is what was sent. What there is now to look at or to save; null where it is out of reach. */
  close(): Promise<Blob | null>;
  /** Nothing of it is kept. */
  abort(): Promise<void>;
}
