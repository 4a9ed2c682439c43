import type { Notice } from '../../protocol/events.ts';
import type { MemberId } from '../../protocol/ids.ts';

/** Who sits in a seat, as a room sees it. A wire supplies one for each seat that its connection takes. */
export interface Member {
  readonly id: MemberId;
  /** Never throws, never waits: a member that can't be told is the wire's concern. */
  send(notice: Notice): void;
  /** Ends the connection behind the member; `reason` is for logs. */
  close(reason: string): void;
}
