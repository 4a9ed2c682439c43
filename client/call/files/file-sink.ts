/** Where a file goes that arrives. Each call waits for the one before. */
export interface FileSink {
  /** The bytes may be handed over to another thread: the caller uses them no more. */
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** All is written, and is what was sent. What there is now to look at or to save; null where it is out of reach. */
  close(): Promise<Blob | null>;
  /** Nothing of it is kept. */
  abort(): Promise<void>;
}
