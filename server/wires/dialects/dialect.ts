import type { Notice } from '../../../protocol/events.ts';
import type { ExtensionNotice } from '../../../protocol/extension.ts';
import type { RoomId } from '../../../protocol/ids.ts';
import type { Terms } from '../receive.ts';

/** What a dialect may do on a connection. */
export interface Line {
  /** The same for all connections that count as one client's. */
  readonly address: string;
  /** Named by the address that the client connected to, where it named one. */
  readonly room: RoomId | null;
  write(frame: string): void;
  /** One of our own requests. Whatever a client says goes through here, where it is counted. */
  ask(event: unknown, args: readonly unknown[], terms?: Terms): void;
  close(reason: string): void;
  schedule(job: () => void, ms: number): void;
  /** It has become known which dialect this is. */
  rename(wire: string): void;
}

/** One connection of a family: what it says becomes requests, what it is told is written in its words. */
export interface Conversation {
  /** False for what is no request at all. */
  hear(frame: string): boolean;
  /** What has no word in the family is not told. */
  tell(notice: Notice | ExtensionNotice): void;
  /** Where the family hands on as it is what others of it wrote. */
  readonly handOn?: ((frame: string) => void) | undefined;
  /** The connection is gone. */
  end?(): void;
}

/** How one family of WebSocket clients says our events. */
export interface Dialect {
  /** As in `/ws/<name>`. */
  readonly name: string;
  /** To count by. */
  readonly wire: string;
  open(line: Line): Conversation;
}
