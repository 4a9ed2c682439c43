import type { IceServer } from '../protocol/ice.ts';
import type { RoomId } from '../protocol/ids.ts';
import type { Role } from '../protocol/roles.ts';
import type { Signal } from '../protocol/signals.ts';

/** As in `--dialect`. */
export const dialects = ['plain', 'direct', 'broadcast', 'rooms'] as const;
export type DialectName = (typeof dialects)[number];

/** Which room, and as whom. */
export interface RoomOptions {
  readonly dialect: DialectName;
  /** `https://calls.example.org/`, whose own places are used; or `ws://…`, which is connected to as it is. */
  readonly server: URL;
  /** For a direct device its own id, unless it has another; for whoever calls one, the id that is called. */
  readonly room: RoomId;
  readonly role: Role;
  /** What the others see; in dialects where clients choose their ids, the id. */
  readonly name: string;
  readonly password?: string | undefined;
  /** An invitation: see E9 in PROTOCOL.md. */
  readonly token?: string | undefined;
  /** In the dialects that know no order of arrival: whether it offers by itself. Otherwise receivers do. */
  readonly isCaller?: boolean | undefined;
}

/** Somebody with whom this device connects. */
export interface Other {
  /** As the dialect has it. */
  readonly id: string;
  readonly name: string | null;
}

/** What becomes of the room. */
export interface RoomEvents {
  /** In the room, for the first time or again; or the credentials are new ones. */
  onIn(iceServers: readonly IceServer[]): void;
  /** Somebody is there. Whoever had this id before has started over. */
  onArrived(other: Other, isMineToCall: boolean): void;
  onLeft(id: string): void;
  onSignal(from: string, signal: Signal): void;
  /** A sentence: why it is outside. It goes on trying. */
  onTrouble(sentence: string): void;
  /** Whether the connection to this one lives through a restart of the server. */
  isGoingOn(id: string): boolean;
}

/** A room as devices know it, whatever dialect is spoken. It comes back for ever, until it is closed. */
export interface RoomLink {
  send(signal: Signal, to: string): void;
  close(): void;
}
