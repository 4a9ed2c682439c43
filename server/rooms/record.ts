import type { Answer, Notice } from '../../protocol/events.ts';
import type { ExtensionNotice, Info } from '../../protocol/extension.ts';
import type { MemberId, RoomId } from '../../protocol/ids.ts';
import type { OwnRole } from '../../protocol/roles.ts';
import type { Side } from './callers.ts';

/** A seat that is taken. */
export interface Seat extends Side {
  /** What the others may know of its member. */
  readonly info: Info;
  /** Milliseconds since the epoch, of the clock passed in. */
  readonly since: number;
  /** The number of the token that takes the seat back; 0 where none was given. */
  readonly serial: number;
  /** By which its member is known while it may have had no answer: see `SeatTokens.mark`. */
  readonly attempt?: string | undefined;
  /** Null while its member is connected; after that the seat is free from this time on. */
  readonly heldUntil: number | null;
  /** What the extensions keep for its member. */
  readonly states: States;
}

/** What extensions have to say of one who comes. */
export interface Newcomer {
  readonly info?: Info;
  readonly states?: States;
}

/** The record of a room: the whole truth about who sits in it. A room without members is no room. */
export interface Room {
  readonly id: RoomId;
  /** Goes up by one with each change, so that whoever is told can tell what it missed. */
  readonly version: number;
  readonly capacity: number;
  /** In order of arrival. */
  readonly seats: readonly Seat[];
  /** When it was opened; of one that was made again after a restart, when it was opened first. */
  readonly born: number;
  /** Made again from what a member brought from before a restart. */
  readonly isRestored: boolean;
  /** Of the extensions, by their names: plain JSON. */
  readonly states: States;
}

export type States = Readonly<Record<string, unknown>>;

export interface Told {
  readonly to: MemberId;
  readonly notice: Notice;
}

/** What an extension tells. It is not kept for who is away: they are told how things stand when they are back. */
export interface Mention {
  readonly to: MemberId;
  readonly notice: ExtensionNotice;
}

/** An extension wishes to be called again. */
export interface Waking {
  readonly afterMs: number;
  /** The name of the extension. */
  readonly by: string;
  readonly about: string;
}

/** What a request makes of a room: the room after it, the answer, and whom to tell what, in this order. */
export interface Step<A extends Answer = Answer> {
  readonly room: Room | null;
  readonly answer: A;
  readonly tell: readonly Told[];
  /** After that. */
  readonly mention?: readonly Mention[];
  readonly wake?: readonly Waking[];
}

/** What a seat token says, once its signature has been found to be ours. */
export interface SeatClaim {
  readonly id: MemberId;
  readonly info: Info;
  readonly role?: OwnRole | undefined;
  /** Counts the tokens of a seat: the latest is the one that is valid. */
  readonly serial: number;
  /** Given before the server started, which remembers nothing of it: the seat is made again. */
  readonly isFromBefore: boolean;
  /** When the room was opened in which the seat is, for how many, and what its extensions keep. */
  readonly born: number;
  readonly capacity?: number | undefined;
  readonly kept: States;
  /** What they keep for this member. */
  readonly keptOfMember: States;
}

/** A room without members is no room: nothing is kept of it. */
export function orNone(room: Room): Room | null {
  return room.seats.length === 0 ? null : room;
}
