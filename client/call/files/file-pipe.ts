export interface FilePipeListener {
  onMessage(data: unknown): void;
  onClose(): void;
}

/** An open way to one member, for words and pieces: reliable, in order, and gone with its peer connection. */
export interface FilePipe {
  readonly isOpen: boolean;
  /** Infinite where the other side doesn't say. */
  readonly maxMessageBytes: number;
  /** Does nothing once it is closed: what was lost is found out on the next pipe. */
  send(data: string | Uint8Array<ArrayBuffer>): void;
  /** Resolves when more may be sent, and when nothing ever will. */
  room(): Promise<void>;
  listen(listener: FilePipeListener): void;
}
