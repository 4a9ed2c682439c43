import type { Notice } from '../../protocol/events.ts';
import type { ExtensionNotice } from '../../protocol/extension.ts';
import type { Side } from './callers.ts';

/** What a wire supplies for each of its connections. */
export interface MemberPort {
  /** The name of the wire, to count by. */
  readonly wire: string;
  /** The same for all connections that count as one client's. */
  readonly address: string;
  /** Never throws, never waits: a member that can't be told is the wire's concern. */
  send(notice: Notice | ExtensionNotice): void;
  /** Of a family that hands on what was written as it is: in the place of the message that was made of it. */
  readonly write?: ((frame: string) => void) | undefined;
  /** Ends the connection behind the member; `reason` is for logs. */
  close(reason: string): void;
}

/** Who sits in a seat, as a room sees it: one for each seat that a connection takes. */
export interface Member extends MemberPort, Side {}
